import type { CallSnapshot } from '../../server/contract/desk.ts'
import { FakeDesk } from './fake-desk.ts'
import { instant, makeAgent, makeCall, makeDesk, makeParty, makeWaiting } from './snapshots.ts'

const onHold = makeParty({ hold: { requested: true, confirmed: true, since: instant(9_000) } })
export const first = makeCall()
export const firstHeld = makeCall({ parties: [onHold, makeAgent()] })
/** The one that came during the first. */
export const second = makeCall({
  callId: 'call-2',
  queueName: 'Sales',
  parties: [makeParty({ name: 'Tomas Novak', number: '+14155550124' }), makeAgent()],
})

/** Tells a desk what the server knows, each time with a newer revision. */
export class TwoCallDesk extends FakeDesk {
  #revision = 1

  tell(...calls: readonly CallSnapshot[]): void {
    this.#revision += 1
    const snapshot = makeDesk({ revision: this.#revision, calls: [...calls] })
    this.fakes.server.emit({ kind: 'desk', snapshot })
  }

  open(id: string): void {
    this.fakes.voice.emit({ kind: 'voice-opened', id })
  }

  end(id: string, reason: 'failed' | 'remote' | 'local' = 'remote'): void {
    this.fakes.voice.emit({ kind: 'voice-ended', id, reason })
  }

  get inHand(): string | null {
    const { stage } = this.view
    return stage.kind === 'call' ? stage.call.callId : null
  }
}

export async function talkingDesk(): Promise<TwoCallDesk> {
  const desk = new TwoCallDesk()
  await desk.becomeReady()
  desk.ring()
  desk.softphone.accept('call-1')
  desk.open('inbound-1')
  desk.tell(first)
  desk.did.take()
  return desk
}

/** In hand: call-2, which had waited. Put aside: call-1. */
export async function deskWithBoth(): Promise<TwoCallDesk> {
  const desk = await talkingDesk()
  desk.tell(first, makeWaiting())
  desk.softphone.accept('call-2')
  desk.open('waiting-call-2')
  desk.tell(firstHeld, second)
  desk.did.take()
  return desk
}

/** A call that the agent has placed and nobody has answered. */
export function dialing(callId = 'call-2'): CallSnapshot {
  const state = { kind: 'dialing', since: instant() } as const
  return makeCall({ callId, direction: 'outbound', state })
}
