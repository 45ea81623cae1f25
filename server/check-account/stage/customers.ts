import type { TwilioClient } from '../../twilio/client.ts'
import { askTwilio, expectValue, StepFailure } from './ask-twilio.ts'
import { callStatus, conferenceEvent } from './event-log.ts'
import type { Legs } from './legs.ts'
import type { PublicServer } from './public-server.ts'
import { writeWaitDocument } from './wait-document.ts'
import type { WaitChange } from './wait-document.ts'

export interface Customer {
  readonly callSid: string
  /** The Conference in which the customer waits, and the one behind it in the document. */
  readonly conference: string
  readonly nextConference: string
  /** Null when the customer did not get into the first one. */
  readonly conferenceSid: string | null
}

/** What may differ from a customer who waits with the music of the tests. */
export interface CustomerOptions extends WaitChange {
  readonly waitUrl?: string | null
  /** How long to wait for the first Conference, ms; 0 when the document is expected to pass it. */
  readonly joinsWithinMs?: number
}

export interface CustomersDeps {
  readonly client: TwilioClient
  readonly server: PublicServer
  readonly legs: Legs
  readonly musicUrl: string
  readonly nameConference: () => string
  readonly customerNumber: string | null
}

const ANSWER_MS = 30_000
const JOIN_MS = 10_000

export function createCustomers(deps: CustomersDeps) {
  const { client, server, legs, musicUrl, nameConference, customerNumber } = deps
  const { events, eventsUrl } = server

  async function waitForAnswer(callSid: string): Promise<void> {
    const ends = ['busy', 'failed', 'no-answer', 'canceled', 'completed']
    const event = await events.find(callStatus(callSid, 'in-progress', ...ends), ANSWER_MS)
    const status = event?.fields['CallStatus'] ?? 'no answer in time'
    if (status !== 'in-progress') throw new StepFailure(`the customer's call: ${status}`)
  }

  /** An App can be rung only into a Conference. From there its call is moved to the document. */
  async function callApp(twiml: string): Promise<string> {
    const rung = await legs.ring('customer', nameConference(), { startConferenceOnEnter: false })
    const { callSid } = expectValue(rung, 'the call of the customer was refused')
    await waitForAnswer(callSid)
    const moved = await askTwilio(() => client.calls(callSid).update({ twiml }))
    expectValue(moved, 'the customer did not get the document')
    return callSid
  }

  async function callNumber(number: string, twiml: string): Promise<string> {
    const dialled = await legs.dial(number, twiml)
    const callSid = expectValue(dialled, 'the call of the customer was refused')
    await waitForAnswer(callSid)
    return callSid
  }

  return async (options: CustomerOptions = {}): Promise<Customer> => {
    const { waitUrl = musicUrl, joinsWithinMs = JOIN_MS, ...change } = options
    const request = { ...change, callId: nameConference(), musicUrl: waitUrl, eventsUrl }
    const { twiml, conference, nextConference } = writeWaitDocument(request)
    const callSid =
      customerNumber === null ? await callApp(twiml) : await callNumber(customerNumber, twiml)
    const joined = await events.find(conferenceEvent('participant-join', conference), joinsWithinMs)
    if (joined === null && joinsWithinMs > 0) {
      const advice = customerNumber === null ? '; try --to with a telephone' : ''
      throw new StepFailure(`no callback says that the customer is in the Conference${advice}`)
    }
    return {
      callSid,
      conference,
      nextConference,
      conferenceSid: joined?.fields['ConferenceSid'] ?? null,
    }
  }
}
