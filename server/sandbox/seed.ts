import type { Application, PhoneNumber } from './telephony/routes.ts'
import type { VoiceServices } from './telephony/services.ts'

export interface VoiceSeed {
  readonly application: Application
  readonly phoneNumbers: readonly PhoneNumber[]
}

const PHONE_NUMBERS = ['+15005550006', '+15005550100']

/** Two phone numbers, with caller-ID lookup, and a TwiML App. Their URLs are empty until a client sets them. */
export function seedVoice({ routes, clock }: VoiceServices): VoiceSeed {
  const seed = {
    application: routes.addApplication('Softphone', clock.now()),
    phoneNumbers: PHONE_NUMBERS.map((number) => routes.addNumber(number, clock.now())),
  }
  for (const number of seed.phoneNumbers) number.callerIdLookup = true
  routes.saveSeed()
  return seed
}
