import { describe, expect, test, vi } from 'vitest'
import { Participant } from './conference/participant.ts'
import { createTestExchange } from './testing/test-exchange.ts'

/** Alice and bob talk in the Conference WT1. */
async function talking() {
  const exchange = createTestExchange()
  const { voiceSide, services } = exchange
  const sids = new Map<string, string>()
  for (const name of ['alice', 'bob']) {
    voiceSide.ringIntoConference({
      conference: 'WT1',
      to: `client:${name}`,
      from: '+15005550006',
      options: {},
      onAnswered: (callSid) => void sids.set(name, callSid),
      onFailed() {},
    })
  }
  await exchange.settle()
  for (const leg of exchange.legs.values()) leg.answer()
  const alice = sids.get('alice') ?? ''
  const participant = () => {
    const who = services.conferences.find('WT1')?.find(alice)
    if (!(who instanceof Participant)) throw new Error('alice is not in the conference')
    return who
  }
  return { exchange, alice, participant, leg: exchange.legs.get('alice') }
}

describe('a Participant of a Task’s Conference', () => {
  test('is held, muted, and ends the Conference by leaving, as TaskRouter says', async () => {
    const { exchange, alice, participant } = await talking()
    const update = (changes: object) => exchange.voiceSide.updateParticipant('WT1', alice, changes)
    expect(update({ hold: { url: null, method: 'GET' } })).toBe(true)
    expect(participant().held).toBe(true)
    expect(update({ hold: null, muted: true, endConferenceOnExit: true })).toBe(true)
    expect(participant()).toMatchObject({ held: false, muted: true, endConferenceOnExit: true })
  })

  test('is removed, and reported to code that waits for the end of its call', async () => {
    const { exchange, alice, leg } = await talking()
    const { voiceSide, services } = exchange
    const [left, conferenceEnded] = [vi.fn<() => void>(), vi.fn<() => void>()]
    voiceSide.onCallEnd(alice, left)
    voiceSide.onConferenceEnd('WT1', conferenceEnded)
    expect(voiceSide.removeParticipant('WT1', alice)).toBe(true)
    expect(left).toHaveBeenCalledOnce()
    expect(leg?.closed).toEqual({ kind: 'hangup' })
    expect(services.conferences.find('WT1')?.participants).toHaveLength(1)
    expect(conferenceEnded).not.toHaveBeenCalled()
    const late = vi.fn<() => void>()
    voiceSide.onCallEnd(alice, late)
    expect(late).toHaveBeenCalledOnce()
  })

  test('is not found after it has left, nor in another Conference', async () => {
    const { exchange, alice, leg } = await talking()
    const { voiceSide } = exchange
    expect(voiceSide.updateParticipant('WT2', alice, { muted: true })).toBe(false)
    leg?.hangUp()
    expect(voiceSide.updateParticipant('WT1', alice, { muted: true })).toBe(false)
    expect(voiceSide.removeParticipant('WT1', alice)).toBe(false)
  })
})
