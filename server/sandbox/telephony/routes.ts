import { newSid } from '../account.ts'

export type HttpMethod = 'GET' | 'POST'

/** Where calls to a number or from a TwiML App go. An empty URL counts as absent. */
export interface VoiceRoute {
  friendlyName: string
  voiceUrl: string
  voiceMethod: HttpMethod
  voiceFallbackUrl: string
  voiceFallbackMethod: HttpMethod
  statusCallback: string
  statusCallbackMethod: HttpMethod
  readonly createdAt: number
  updatedAt: number
}

/** Docs: phone-numbers/api/incomingphonenumber-resource. */
export interface PhoneNumber extends VoiceRoute {
  readonly sid: string
  readonly phoneNumber: string
  /** A TwiML App that handles the number's calls instead of its own URLs; empty without one. */
  voiceApplicationSid: string
  /** Requests about an incoming call have `CallerName`, where a name is known. */
  callerIdLookup: boolean
}

/** Docs: usage/api/applications. */
export interface Application extends VoiceRoute {
  readonly sid: string
}

/** The account's numbers and TwiML Apps. */
export class Routes {
  readonly #numbers = new Map<string, PhoneNumber>()
  readonly #applications = new Map<string, Application>()
  #seed: [[string, PhoneNumber][], [string, Application][]] = [[], []]

  addNumber(phoneNumber: string, now: number): PhoneNumber {
    const number = {
      ...emptyRoute(phoneNumber, now),
      sid: newSid('PN'),
      phoneNumber,
      voiceApplicationSid: '',
      callerIdLookup: false,
    }
    this.#numbers.set(number.sid, number)
    return number
  }

  addApplication(friendlyName: string, now: number): Application {
    const application = { ...emptyRoute(friendlyName, now), sid: newSid('AP') }
    this.#applications.set(application.sid, application)
    return application
  }

  /** Saves the present state for `restore`. */
  saveSeed(): void {
    this.#seed = structuredClone([[...this.#numbers], [...this.#applications]])
  }

  restore(): void {
    const [numbers, applications] = structuredClone(this.#seed)
    this.#numbers.clear()
    this.#applications.clear()
    for (const [sid, number] of numbers) this.#numbers.set(sid, number)
    for (const [sid, application] of applications) this.#applications.set(sid, application)
  }

  numbers(): PhoneNumber[] {
    return [...this.#numbers.values()]
  }

  applications(): Application[] {
    return [...this.#applications.values()]
  }

  numberBySid(sid: string): PhoneNumber | null {
    return this.#numbers.get(sid) ?? null
  }

  numberOf(phoneNumber: string): PhoneNumber | null {
    return this.numbers().find((number) => number.phoneNumber === phoneNumber) ?? null
  }

  application(sid: string): Application | null {
    return this.#applications.get(sid) ?? null
  }

  removeNumber(sid: string): void {
    this.#numbers.delete(sid)
  }

  removeApplication(sid: string): boolean {
    return this.#applications.delete(sid)
  }

  /** What answers a call to this number: its TwiML App when it has one, else its own URLs. */
  routeOf(number: PhoneNumber): VoiceRoute {
    return this.application(number.voiceApplicationSid) ?? number
  }
}

function emptyRoute(friendlyName: string, now: number): VoiceRoute {
  return {
    friendlyName,
    voiceUrl: '',
    voiceMethod: 'POST',
    voiceFallbackUrl: '',
    voiceFallbackMethod: 'POST',
    statusCallback: '',
    statusCallbackMethod: 'POST',
    createdAt: now,
    updatedAt: now,
  }
}
