import type { Clock } from '../../clock.ts'
import type { TwilioClient } from '../../twilio/client.ts'
import type { Apps, Party } from './apps.ts'
import { askTwilio, StepFailure } from './ask-twilio.ts'
import type { Asked } from './ask-twilio.ts'
import { CONFERENCE_EVENTS } from '../../twiml/documents.ts'

export interface Leg {
  readonly callSid: string
  /** The Conference that the answer of Twilio names. */
  readonly conferenceSid: string
  /** How long the account's limit of new calls a second delays it; null when Twilio does not say. */
  readonly queueTimeMs: number | null
}

type CreateOptions = Parameters<
  ReturnType<TwilioClient['conferences']>['participants']['create']
>[0]

/** What an experiment may change of the way in which the product rings a desk. */
export type RingOptions = Partial<Omit<CreateOptions, 'to' | 'from'>> & {
  /** At once, and not a second after the call before. */
  readonly hurry?: boolean
}

export interface Legs {
  ring(party: Party, conference: string, options?: RingOptions): Promise<Asked<Leg>>
  /** A call to a telephone that runs a document. */
  dial(to: string, twiml: string): Promise<Asked<string>>
  /** Ends all that were made. */
  endAll(): Promise<void>
}

export interface LegsDeps {
  readonly client: TwilioClient
  readonly clock: Clock
  readonly pause: (ms: number) => Promise<void>
  readonly apps: Apps
  readonly from: string
  readonly eventsUrl: string
  /** From then on no call begins. */
  readonly stop: AbortSignal
}

/** An account may begin one call a second. */
const BETWEEN_CALLS_MS = 1100
/** So that no call outlives a program that was killed. */
const TIME_LIMIT_SECONDS = 180
const CALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed']

export function createLegs(deps: LegsDeps): Legs {
  const { client, clock, pause, apps, from, eventsUrl, stop } = deps
  const made = new Set<string>()
  let nextAtMs = 0

  async function pace(): Promise<void> {
    const wait = nextAtMs - clock.now()
    nextAtMs = Math.max(clock.now(), nextAtMs) + BETWEEN_CALLS_MS
    if (wait > 0) await pause(wait)
  }

  function expectRunning(): void {
    if (stop.aborted) throw new StepFailure('the check was stopped')
  }

  return {
    async ring(party, conference, { hurry = false, ...options } = {}) {
      const to = await apps.addressOf(party)
      if (!hurry) await pace()
      expectRunning()
      return askTwilio(async () => {
        const leg = await client.conferences(conference).participants.create({
          to,
          from,
          label: party,
          timeout: 30,
          timeLimit: TIME_LIMIT_SECONDS,
          earlyMedia: false,
          beep: 'false',
          waitUrl: '',
          jitterBufferSize: 'small',
          startConferenceOnEnter: true,
          endConferenceOnExit: false,
          statusCallback: eventsUrl,
          statusCallbackEvent: CALL_EVENTS,
          conferenceStatusCallback: eventsUrl,
          conferenceStatusCallbackEvent: [...CONFERENCE_EVENTS],
          ...options,
        })
        made.add(leg.callSid)
        const { callSid, conferenceSid } = leg
        const queueTime = leg.queueTime as string | null | undefined
        return { callSid, conferenceSid, queueTimeMs: queueTime ? Number(queueTime) : null }
      })
    },
    async dial(to, twiml) {
      await pace()
      expectRunning()
      return askTwilio(async () => {
        const { sid } = await client.calls.create({
          to,
          from,
          twiml,
          timeout: 30,
          timeLimit: TIME_LIMIT_SECONDS,
          statusCallback: eventsUrl,
          statusCallbackEvent: CALL_EVENTS,
        })
        made.add(sid)
        return sid
      })
    },
    async endAll() {
      await Promise.all(
        [...made].map((sid) => askTwilio(() => client.calls(sid).update({ status: 'completed' }))),
      )
      made.clear()
    },
  }
}
