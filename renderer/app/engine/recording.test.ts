import { describe, expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import { instant, makeCall, makeDesk, makeRecording } from '../../../tests/fakes/snapshots.ts'
import { failWith } from '../../ports/result.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'

let revision = 1

function tell(desk: FakeDesk, over: Partial<CallSnapshot>): void {
  revision += 1
  const snapshot = makeDesk({ revision, calls: [makeCall(over)] })
  desk.fakes.server.emit({ kind: 'desk', snapshot })
}

async function recordedDesk(recording: CallSnapshot['recording']): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.becomeReady()
  desk.ring()
  desk.softphone.accept('call-1')
  desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
  tell(desk, { recording })
  desk.did.take()
  return desk
}

function stageOf(desk: FakeDesk) {
  const { stage } = desk.view
  if (stage.kind !== 'call') throw new Error(`The stage shows ${stage.kind}.`)
  return stage
}

describe('a recording', () => {
  it.each([
    ['pause', 'on', 'paused'],
    ['resume', 'paused', 'on'],
  ] as const)('is asked to %s once, and still %s until that is proved', async (step, was, is) => {
    const desk = await recordedDesk(makeRecording({ state: was }))
    desk.softphone.recording('call-1', step)
    desk.softphone.recording('call-1', step)
    await settle()
    expect(desk.did.take()).toEqual([`request-recording:call-1:${step}`])
    tell(desk, { recording: makeRecording({ state: was }) })
    expect(stageOf(desk)).toMatchObject({
      requested: { recording: step },
      call: { recording: { state: was, pending: step } },
    })
    tell(desk, { recording: makeRecording({ state: is }) })
    expect(stageOf(desk)).toMatchObject({
      requested: { recording: null },
      call: { recording: { state: is, pending: null } },
    })
  })

  it('leaves it to the snapshot as soon as that says that the pause is pending', async () => {
    const desk = await recordedDesk(makeRecording())
    desk.softphone.recording('call-1', 'pause')
    tell(desk, { recording: makeRecording({ pending: 'pause' }) })
    expect(stageOf(desk).requested.recording).toBeNull()
  })

  it.each([
    ['pause', 'on', 'pause-recording'],
    ['resume', 'paused', 'resume-recording'],
  ] as const)('could not %s: told at once, with the truth', async (step, state, command) => {
    const desk = await recordedDesk(makeRecording({ state }))
    desk.fakes.answers.request = () => failWith('unreachable', true)
    desk.softphone.recording('call-1', step)
    await settle()
    expect(stageOf(desk)).toMatchObject({
      requested: { recording: null },
      call: { recording: { state, pending: null } },
      failure: { command, code: 'unreachable' },
    })
  })

  it('came to nothing at Twilio: the failure of the snapshot answers it', async () => {
    const desk = await recordedDesk(makeRecording())
    desk.softphone.recording('call-1', 'pause')
    await settle()
    const code = 'not-confirmed'
    const failure = { command: 'pause-recording', code, who: null, at: instant(5_000) } as const
    tell(desk, { recording: makeRecording(), failure })
    expect(stageOf(desk)).toMatchObject({ requested: { recording: null }, failure })
  })

  it('is asked for the contrary before the first was proved: the later word counts', async () => {
    const desk = await recordedDesk(makeRecording())
    desk.softphone.recording('call-1', 'pause')
    desk.softphone.recording('call-1', 'resume')
    expect(stageOf(desk).requested.recording).toBe('resume')
  })

  it('is absent when the call has none', async () => {
    const desk = await recordedDesk(null)
    desk.softphone.recording('call-1', 'pause')
    expect(desk.did.take()).toEqual([])
  })
})
