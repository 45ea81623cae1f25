import type { Centre } from './centre.ts'
import type { Desk } from './desk.ts'
import { callerSpeech, type Phone, type PhoneBehaviour } from './phones.ts'

/** Each far party has its own tone, so that a test knows who is heard. */
export const CUSTOMER_HZ = 620
export const OTHER_HZ = 1330

/** The agent is available and a customer, who speaks unless told otherwise, rings in. */
export async function ringIn(
  centre: Centre,
  desk: Desk,
  plays: PhoneBehaviour['plays'] = null,
): Promise<Phone> {
  await desk.becomeAvailable()
  const caller = await centre.phone({ plays: plays ?? (await callerSpeech()) })
  await caller.dial(centre.number)
  return caller
}

/** A customer whose voice is a tone, answered and heard. */
export async function talking(centre: Centre, desk: Desk): Promise<Phone> {
  const customer = await ringIn(centre, desk, { tone: CUSTOMER_HZ, dbfs: -14 })
  await desk.answer()
  await desk.hearsTone(CUSTOMER_HZ, true)
  return customer
}

export function otherPhone(
  centre: Centre,
  answers: PhoneBehaviour['answers'] = { afterSeconds: 0.5 },
): Promise<Phone> {
  return centre.phone({ answers, plays: { tone: OTHER_HZ, dbfs: -14 } })
}

/** A customer is talked to while a second one, with the other tone, rings in. Call waiting must be on. */
export async function talkingWithOneWaiting(
  centre: Centre,
  desk: Desk,
): Promise<{ first: Phone; second: Phone }> {
  const first = await talking(centre, desk)
  const second = await centre.phone({ plays: { tone: OTHER_HZ, dbfs: -14 } })
  await second.dial(centre.number)
  return { first, second }
}
