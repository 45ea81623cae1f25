import type { Clock } from '../../clock.ts'
import type { TwilioAccess } from '../../config/config.ts'
import { createTwilioClient } from '../../twilio/client.ts'
import type { TwilioClient } from '../../twilio/client.ts'
import { createApps } from './apps.ts'
import type { Party } from './apps.ts'
import { askTwilio } from './ask-twilio.ts'
import type { Asked } from './ask-twilio.ts'
import { createCustomers } from './customers.ts'
import type { Customer, CustomerOptions } from './customers.ts'
import type { PublicServer } from './public-server.ts'
import { createRecordings } from './recordings.ts'
import type { Recordings } from './recordings.ts'
import { createLegs } from './legs.ts'
import type { Leg, RingOptions } from './legs.ts'
import { publishLoop } from './sounds.ts'

/** What an experiment works with: an account, parties with their tones, and ears. */
export interface Stage {
  readonly client: TwilioClient
  readonly clock: Clock
  readonly server: PublicServer
  /** A document with the music of the tests. */
  readonly musicUrl: string
  /** Starts the names of everything that this run makes. */
  readonly runName: string
  pause(ms: number): Promise<void>
  /** The name of a Conference, never used before. */
  nameConference(): string
  /** A customer whose call is answered and runs the wait document. */
  bringCustomer(options?: CustomerOptions): Promise<Customer>
  /** Rings somebody into a Conference, by its name or SID. */
  ring(party: Party, conference: string, options?: RingOptions): Promise<Asked<Leg>>
  endCall(callSid: string): Promise<Asked<unknown>>
  readonly recordings: Recordings
  /** Ends every call that was made since the last time. */
  clear(): Promise<void>
  /** Removes everything that was made. */
  close(): Promise<void>
}

export interface StageDeps {
  readonly access: TwilioAccess
  readonly clock: Clock
  readonly server: PublicServer
  /** A number of the account, from which the calls come. */
  readonly from: string
  /** A telephone that answers by itself and is the customer; null: a TwiML App is. */
  readonly customerNumber: string | null
  readonly runName: string
  /** From then on no call begins. */
  readonly stop: AbortSignal
}

export function setStage(deps: StageDeps): Stage {
  const { access, clock, server, from, customerNumber, runName, stop } = deps
  const client = createTwilioClient(access)
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve))
  const apps = createApps({ client, server, runName, pause })
  const legs = createLegs({ client, clock, pause, apps, from, stop, eventsUrl: server.eventsUrl })
  const recordings = createRecordings({ client, access, clock, pause })
  const musicUrl = publishLoop(server, 'music').url
  let conferences = 0
  const nameConference = () => `${runName}-${(conferences += 1)}`
  const bringCustomer = createCustomers({
    client,
    server,
    legs,
    musicUrl,
    nameConference,
    customerNumber,
  })
  return {
    client,
    clock,
    server,
    musicUrl,
    runName,
    pause,
    nameConference,
    bringCustomer,
    recordings,
    ring: legs.ring,
    endCall: (callSid) => askTwilio(() => client.calls(callSid).update({ status: 'completed' })),
    clear: legs.endAll,
    async close() {
      await legs.endAll()
      await Promise.all([recordings.remove(), apps.remove()])
    },
  }
}
