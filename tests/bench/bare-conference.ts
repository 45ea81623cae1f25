import { expect } from '@playwright/test'
import type { Centre } from '../e2e/harness/centre.ts'

/** A Conference that no server of ours knows, steered by REST calls alone. */
export interface BareConference {
  hold(hold: boolean): Promise<unknown>
  mute(muted: boolean): Promise<unknown>
  /** Answers the new leg's CallSid. */
  ring(number: string): Promise<string>
  end(callSid: string): Promise<unknown>
}

const NAME = 'bench'
const answering = { answers: { afterSeconds: 0 } }

/** Two telephones in it; the first of them is held and muted. */
export async function bareConference(centre: Centre): Promise<BareConference> {
  const { twilio } = centre
  const from = centre.number
  const add = (to: string) => twilio.conferences(NAME).participants.create({ from, to })
  const [first, second] = await Promise.all([centre.phone(answering), centre.phone(answering)])
  const { callSid, conferenceSid } = await add(first.number)
  await add(second.number)
  await expect.poll(() => second.callState()).toBe('in-progress')
  await expect.poll(() => first.callState()).toBe('in-progress')
  const participant = twilio.conferences(conferenceSid).participants(callSid)
  return {
    hold: (hold) => participant.update({ hold }),
    mute: (muted) => participant.update({ muted }),
    ring: async (number) => (await add(number)).callSid,
    end: (sid) => twilio.calls(sid).update({ status: 'completed' }),
  }
}
