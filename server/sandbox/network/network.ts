import type { Clock } from '../clock.ts'
import type { Ticker } from '../media/ticker.ts'
import type { Leg, Switch } from '../telephony/audio/leg.ts'
import { behaviourSchema } from './behaviour.ts'
import type { Behaviour } from './behaviour.ts'
import { NUMBER_PLAN } from './number-plan.ts'
import { done, refused } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { Phone } from './phone.ts'
import type { Owner, PhoneView } from './phone.ts'
import type { PhoneVoice } from './handset.ts'
import { behaviourInRange } from './number-range.ts'
import { loadPerformance } from './sounds.ts'

/** The simulated telephones of the world outside, by E.164 number. */
export interface TelephoneNetwork {
  /** A leg towards a number; null when nobody has that number. */
  phoneLeg(number: string): Leg | null
  /** Makes or remakes a phone. Refuses while it is in a call, or when its sound cannot be played. */
  make(number: string, behaviour: Behaviour): Promise<Outcome<PhoneView>>
  /** Gives a person a phone. Refuses when the number is in a call or is another person's. */
  makeForPerson(
    number: string,
    person: { readonly voice: PhoneVoice; readonly onChange: () => void },
  ): Outcome<PhoneView>
  list(): readonly PhoneView[]
  view(number: string): Outcome<PhoneView>
  /** Takes a number out of service; a call of it is hung up. */
  remove(number: string): Outcome<null>
  dial(number: string, to: string): Outcome<{ callSid: string }>
  answer(number: string): Outcome<null>
  hangUp(number: string): Outcome<null>
  /** `0`-`9`, `*`, `#`, `A`-`D`, and `w` for a pause of half a second. */
  press(number: string, keys: string): Outcome<null>
  /** Ends every call and leaves the number plan and people's own phones. */
  reset(): void
  /** What the phone heard since its current or last call began: 8 kHz, silence included. */
  heard(number: string): Outcome<Int16Array>
}

export interface TelephoneNetworkOptions {
  readonly ticker: Ticker
  readonly clock: Clock
  readonly switchboard: Switch
}

/** A network with the phones of the number plan; those of the number range appear when they are asked for. */
export function createTelephoneNetwork(options: TelephoneNetworkOptions): TelephoneNetwork {
  const phones = new Map<string, Phone>()

  function put(number: string, owner: Owner): Phone {
    const phone = new Phone({ ...options, number, owner })
    phones.set(number, phone)
    return phone
  }

  /** Those of the number range are there as soon as somebody asks for them. */
  function have(number: string): Phone | undefined {
    const input = phones.has(number) ? null : behaviourInRange(number)
    if (input) programme(number, behaviourSchema.parse(input))
    return phones.get(number)
  }

  function programme(number: string, behaviour: Behaviour): void {
    put(number, { kind: 'programme', behaviour, performance: () => loadPerformance(behaviour) })
  }

  function find<T>(number: string, then: (phone: Phone) => Outcome<T>): Outcome<T> {
    const phone = have(number)
    if (phone) return then(phone)
    return refused('no-such-phone', `Nobody has ${number}: make it with POST phones first.`)
  }

  function plan(): void {
    for (const [number, input] of Object.entries(NUMBER_PLAN)) {
      programme(number, behaviourSchema.parse(input))
    }
  }

  plan()

  return {
    phoneLeg: (number) => have(number)?.incomingLeg() ?? null,
    async make(number, behaviour) {
      const loaded = await loadPerformance(behaviour)
      if (!loaded.ok) return loaded
      const taken = whoHas(phones.get(number))
      if (taken) return taken
      const performance = () => Promise.resolve(loaded)
      return done(put(number, { kind: 'programme', behaviour, performance }).view())
    },
    makeForPerson(number, person) {
      const taken = whoHas(phones.get(number))
      return taken ?? done(put(number, { kind: 'person', ...person }).view())
    },
    list: () => [...phones.values()].map((phone) => phone.view()),
    view: (number) => find(number, (phone) => done(phone.view())),
    remove: (number) =>
      find(number, (phone) => {
        phone.hangUp()
        phones.delete(number)
        return done(null)
      }),
    dial: (number, to) => find(number, (phone) => phone.dial(to)),
    answer: (number) => find(number, (phone) => phone.answer()),
    hangUp: (number) => find(number, (phone) => phone.hangUp()),
    press: (number, keys) => find(number, (phone) => phone.press(keys)),
    reset() {
      for (const phone of phones.values()) {
        phone.hangUp()
        if (phone.owner.kind === 'programme') phones.delete(phone.number)
      }
      plan()
    },
    heard: (number) =>
      find(number, (phone) => {
        const samples = phone.heard()
        return samples ? done(samples) : refused('no-call', `${number} has had no call yet.`)
      }),
  }
}

function whoHas(phone: Phone | undefined): Outcome<never> | null {
  if (phone?.inCall) {
    return refused('phone-in-use', `${phone.number} is in a call: hang it up, then make it again.`)
  }
  if (phone?.owner.kind === 'person') {
    return refused('phone-in-use', `${phone.number} belongs to a person at the customer page.`)
  }
  return null
}
