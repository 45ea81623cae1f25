import type { TwilioClient } from '../../twilio/client.ts'
import { askTwilio, expectValue } from './ask-twilio.ts'
import type { PublicServer } from './public-server.ts'
import { loopTwiml, publishLoop } from './sounds.ts'

/**
 * Who a TwiML App stands in for: the telephone of a customer, an agent who answers at once, one who answers after
 * `SLOW_RING_SECONDS`, and two agents who answer together.
 */
export type Party = 'customer' | 'agent' | 'slow-agent' | 'one-of-two'

export const SLOW_RING_SECONDS = 6

/** Twilio waits 15 s for a document. */
const TOGETHER_MS = 8000

export interface Apps {
  /** The address to ring. The App is made when it is first needed. */
  addressOf(party: Party): Promise<string>
  remove(): Promise<void>
}

export interface AppsDeps {
  readonly client: TwilioClient
  readonly server: PublicServer
  readonly runName: string
  readonly pause: (ms: number) => Promise<void>
}

export function createApps({ client, server, runName, pause }: AppsDeps): Apps {
  const made = new Map<Party, string>()
  const documents: Readonly<Record<Party, () => string>> = {
    customer: () => publishLoop(server, 'customer').url,
    agent: () => publishLoop(server, 'agent').url,
    'slow-agent': () => publishLoop(server, 'agent', SLOW_RING_SECONDS).url,
    'one-of-two': () => publishTogether(server, pause),
  }
  return {
    async addressOf(party) {
      const known = made.get(party)
      if (known !== undefined) return `app:${known}`
      const { sid } = expectValue(
        await askTwilio(() =>
          client.applications.create({
            friendlyName: `${runName}-${party}`,
            voiceUrl: documents[party](),
            voiceMethod: 'GET',
          }),
        ),
        'the TwiML App was not made',
      )
      made.set(party, sid)
      return `app:${sid}`
    },
    async remove() {
      const sids = [...made.values()]
      made.clear()
      await Promise.all(sids.map((sid) => askTwilio(() => client.applications(sid).remove())))
    },
  }
}

/** A document that the first one gets only when the second one asks for it, so that both answer together. */
function publishTogether(server: PublicServer, pause: (ms: number) => Promise<void>): string {
  const body = loopTwiml(server, 'agent')
  let open: (() => void) | null = null
  return server.publish(async () => {
    if (open === null) {
      await Promise.race([new Promise<void>((resolve) => (open = resolve)), pause(TOGETHER_MS)])
    } else {
      open()
    }
    open = null
    return { type: 'text/xml', body }
  }).url
}
