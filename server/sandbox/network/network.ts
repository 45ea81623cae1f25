import type { Clock } from '../clock.ts'
import type { Ticker } from '../media/ticker.ts'
import type { Leg, Switch } from '../telephony/audio/leg.ts'
import { behaviourSchema } from './behaviour.ts'
import type { Behaviour } from './behaviour.ts'
import { NUMBER_PLAN } from './number-plan.ts'
import { fail, succeed } from '../result.ts'
import type { NetworkResult } from './network-result.ts'
import { Phone } from './phone.ts'
import type { CallerShown, Owner, PhoneView } from './phone.ts'
import type { PhoneVoice } from './handset.ts'
import { behaviourInRange } from './number-range.ts'
import { loadPerformance } from './sounds.ts'

/** The simulated telephones of the world outside, by E.164 number. */
export interface TelephoneNetwork {
  /** A leg towards a number; null when nobody has that number. */
  phoneLeg(number: string): Leg | null
  /** Makes a phone, or replaces one. Fails while it is in a call, or when its sound cannot be played. */
  make(number: string, behaviour: Behaviour): Promise<NetworkResult<PhoneView>>
  /** Makes a phone for a person. Fails when the number is in a call or belongs to another person. */
  makeForPerson(
    number: string,
    person: { readonly voice: PhoneVoice; readonly onChange: () => void },
  ): NetworkResult<PhoneView>
  list(): readonly PhoneView[]
  view(number: string): NetworkResult<PhoneView>
  /** Takes a number out of service; a call of it is hung up. */
  remove(number: string): NetworkResult<null>
  dial(number: string, to: string, shown?: CallerShown): NetworkResult<{ callSid: string }>
  answer(number: string): NetworkResult<null>
  hangUp(number: string): NetworkResult<null>
  /** `0`-`9`, `*`, `#`, `A`-`D`, and `w` for a pause of half a second. */
  press(number: string, keys: string): NetworkResult<null>
  /** Ends every call; only the number plan and people's own phones stay. */
  reset(): void
  /** What the phone heard since its current or last call began: 8 kHz, silence included. */
  heardSamples(number: string): NetworkResult<Int16Array>
}

export interface TelephoneNetworkDeps {
  readonly ticker: Ticker
  readonly clock: Clock
  readonly switchboard: Switch
}

/** A network with the phones of the number plan; those of the number range appear when they are asked for. */
export function createTelephoneNetwork(options: TelephoneNetworkDeps): TelephoneNetwork {
  const phones = new Map<string, Phone>()

  function addPhone(number: string, owner: Owner): Phone {
    const phone = new Phone({ ...options, number, owner })
    phones.set(number, phone)
    return phone
  }

  /** Those of the number range are there as soon as somebody asks for them. */
  function findPhone(number: string): Phone | undefined {
    const input = phones.has(number) ? null : behaviourInRange(number)
    if (input) programme(number, behaviourSchema.parse(input))
    return phones.get(number)
  }

  function programme(number: string, behaviour: Behaviour): void {
    addPhone(number, {
      kind: 'programme',
      behaviour,
      performance: () => loadPerformance(behaviour),
    })
  }

  function find<T>(number: string, then: (phone: Phone) => NetworkResult<T>): NetworkResult<T> {
    const phone = findPhone(number)
    if (phone) return then(phone)
    return fail({
      code: 'no-such-phone',
      message: `Nobody has ${number}: make it with POST phones first.`,
    })
  }

  function plan(): void {
    for (const [number, input] of Object.entries(NUMBER_PLAN)) {
      programme(number, behaviourSchema.parse(input))
    }
  }

  plan()

  return {
    phoneLeg: (number) => findPhone(number)?.incomingLeg() ?? null,
    async make(number, behaviour) {
      const loaded = await loadPerformance(behaviour)
      if (!loaded.ok) return loaded
      const taken = busyFailure(phones.get(number))
      if (taken) return taken
      const performance = () => Promise.resolve(loaded)
      return succeed(addPhone(number, { kind: 'programme', behaviour, performance }).view())
    },
    makeForPerson(number, person) {
      const taken = busyFailure(phones.get(number))
      return taken ?? succeed(addPhone(number, { kind: 'person', ...person }).view())
    },
    list: () => [...phones.values()].map((phone) => phone.view()),
    view: (number) => find(number, (phone) => succeed(phone.view())),
    remove: (number) =>
      find(number, (phone) => {
        phone.hangUp()
        phones.delete(number)
        return succeed(null)
      }),
    dial: (number, to, shown) => find(number, (phone) => phone.dial(to, shown)),
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
    heardSamples: (number) =>
      find(number, (phone) => {
        const samples = phone.heardSamples()
        return samples
          ? succeed(samples)
          : fail({ code: 'no-call', message: `${number} has had no call yet.` })
      }),
  }
}

function busyFailure(phone: Phone | undefined): NetworkResult<never> | null {
  if (phone?.inCall) {
    return fail({
      code: 'phone-in-use',
      message: `${phone.number} is in a call: hang it up, then make it again.`,
    })
  }
  if (phone?.owner.kind === 'person') {
    return fail({
      code: 'phone-in-use',
      message: `${phone.number} belongs to a person at the customer page.`,
    })
  }
  return null
}
