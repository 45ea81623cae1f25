import type { Call } from '../../calls/model/call.ts'
import { nameConference } from '../../calls/model/place.ts'
import type { Store } from '../../store/store.ts'
import type { WorkerDescription } from '../../twilio/gateway.ts'
import { fakeClock } from '../fake-clock.ts'
import type { FakeGateway } from '../fake-gateway.ts'
import { openOffice } from '../office.ts'
import type { Office } from '../office.ts'
import { Account } from './account.ts'
import type { Leg } from './account.ts'
import { actingGateway } from './acting-gateway.ts'
import { faultyGateway } from './faulty-gateway.ts'
import type { Method, Strike } from './faulty-gateway.ts'
import { Routing } from './routing.ts'
import { Voice } from './voice.ts'

export const ADA = 'tenant_main_user_ada'
export const GRACE = 'tenant_main_user_grace'
export const CUSTOMER_NUMBER = '+15005550143'

const STEP_MS = 250
/** How long a person at a desk waits before they press a key again, ms. */
const TIMEOUT_MS = 6000

/** The whole server beside a Twilio in memory that acts, of which one request may fail. Two agents are available. */
export class ActingOffice {
  readonly office: Office
  readonly account: Account
  readonly voice: Voice
  readonly asked: readonly Method[]

  static async open(store: Store | null, strike: Strike | null): Promise<ActingOffice> {
    const clock = fakeClock()
    const account = new Account(clock)
    const routing: Routing = new Routing(
      account,
      (...told) => deliver(...told),
      () => office.urls,
    )
    const voice = new Voice(account, (...told) => deliver(...told))
    const { gateway, asked } = faultyGateway(actingGateway(account, voice, routing), strike)
    const office = await openOffice({
      clock,
      ...(store === null ? {} : { store }),
      // The cast: nobody here tells it what to say.
      gateway: {
        ...gateway,
        rewriteWorker(sid: string, { friendlyName, attributes }: WorkerDescription) {
          if (friendlyName !== ADA && friendlyName !== GRACE) return
          const activitySid = 'WA-available'
          account.workers.push({ sid, identity: friendlyName, attributes, activitySid, changes: 0 })
        },
      } as FakeGateway,
      environment: { CORDBOARD_RECORD_QUEUES: 'Support', CORDBOARD_CALL_WAITING: 'true' },
    })
    const deliver = async (url: string, form: Readonly<Record<string, string>>) =>
      (await office.webhook(url, form)).body
    return new ActingOffice(office, account, voice, asked)
  }

  private constructor(office: Office, account: Account, voice: Voice, asked: readonly Method[]) {
    this.office = office
    this.account = account
    this.voice = voice
    this.asked = asked
  }

  call(): Call {
    const [call] = this.office.calls.all()
    if (call === undefined) throw new Error('there is no call')
    return call
  }

  phase(): string {
    return this.call().phase.kind
  }

  leg(to: string): Leg | undefined {
    return this.account.legs.find((leg) => leg.status !== 'completed' && leg.to.startsWith(to))
  }

  /** Everybody who is where the call's people are. */
  members(): readonly Leg[] {
    const { callId, place } = this.call()
    return this.account.members(nameConference(callId, place))
  }

  /** Whether exactly these people, by the beginning of their address, talk to each other. */
  talk(...people: readonly string[]): boolean {
    const there = this.members()
    return (
      this.phase() === 'active' &&
      there.length === people.length &&
      people.every((to) => there.some((leg) => leg.to.startsWith(to) && !leg.hold))
    )
  }

  /**
   * Lets time pass until it is so. `ask` is what a person does for that, and does again as long as it is not so: they see on
   * their screen that it is not. Throws after two and a half minutes.
   */
  async until(what: string, fact: () => boolean, ask?: () => Promise<unknown>): Promise<void> {
    const { clock } = this.account
    const begun = clock.now()
    let askAt = begun
    for (;;) {
      await this.#calm()
      if (fact()) return
      const now = clock.now()
      if (now - begun > 150_000) throw new Error(`it never came about that ${what}`)
      if (ask !== undefined && now >= askAt) {
        askAt = now + TIMEOUT_MS
        // Time passes while it is carried out: some of it may wait for Twilio.
        ask().catch(() => undefined)
      }
      clock.advance(STEP_MS)
    }
  }

  async caller(): Promise<Leg> {
    const { urls } = this.office
    const sid = this.account.sid('CA')
    const from = { CallSid: sid, From: CUSTOMER_NUMBER, To: '+15005550006' }
    const { body } = await this.office.webhook(urls.voice, from)
    return this.voice.arrives(sid, CUSTOMER_NUMBER, body, urls.callerStatus)
  }

  /** Ada's Device connects to a call that is prepared for it. */
  async device(callId: string): Promise<Leg> {
    const { urls } = this.office
    const sid = this.account.sid('CA')
    const from = `client:${ADA}`
    const { body } = await this.office.webhook(urls.client, { CallSid: sid, From: from, callId })
    return this.voice.arrives(sid, from, body, urls.callerStatus)
  }

  async #calm(): Promise<void> {
    do {
      for (let turn = 0; turn < 6; turn += 1) {
        // One turn of the loop: what was awaited has gone on.
        await new Promise((resolve) => {
          setImmediate(resolve)
        })
      }
    } while (await this.account.tellAll())
  }
}
