import { FRAME_MS } from '../../media/frame.ts'
import { redirectCall } from '../../telephony/dialing/direct.ts'
import { createTestExchange } from '../../telephony/testing/test-exchange.ts'
import type { Answers } from '../../telephony/testing/test-exchange.ts'
import { TestLeg } from '../../telephony/testing/test-leg.ts'

const NUMBER = '+15005550006'
/** Where the caller's document is, and what its relative URLs resolve against. */
const VOICE = 'http://app/voice'

/** Whether the caller's document was left: a pause follows it. */
const NEXT = '<Redirect>/next</Redirect>'
const LONG_PAUSE = '<Response><Pause length="999"/></Response>'

/** A caller whose document has these verbs; the test moves time. `http://app/next` follows them. */
export async function callInDocument(verbs: string, answers: Answers = {}) {
  const exchange = createTestExchange({
    [VOICE]: `<Response>${verbs}${NEXT}</Response>`,
    'http://app/next': LONG_PAUSE,
    'http://app/done': LONG_PAUSE,
    ...answers,
  })
  exchange.services.routes.addNumber(NUMBER, 0).voiceUrl = VOICE
  const leg = new TestLeg()
  const from = '+15005551001'
  const { callSid } = exchange.switchboard.receive({ leg, from, to: NUMBER, params: {} })
  await exchange.settle()
  const call = exchange.services.calls.get(callSid)
  if (!call) throw new Error('no call')
  return {
    exchange,
    call,
    leg,
    /** Time passes for audio and for clocks. */
    async pass(seconds: number) {
      const frames = Math.round((seconds * 1000) / FRAME_MS)
      for (let i = 0; i < frames; i++) {
        exchange.tick()
        exchange.advance(FRAME_MS)
        // What waits for the end of a sound begins the next one in time.
        if (i % 5 === 0) await exchange.settle()
      }
      await exchange.settle()
    },
    async press(keys: string) {
      for (const key of keys) leg.press(key)
      await exchange.settle()
    },
    /** As the REST API gives a call another document. */
    redirect(twiml: string) {
      redirectCall(exchange.services, call, { source: { kind: 'text', twiml } })
    },
    async hangUp() {
      leg.hangUp()
      await exchange.settle()
    },
    /** The parameters of the requests to a path of the application. */
    at: (path: string) =>
      exchange.sent.filter(({ url }) => url === `http://app${path}`).map(({ params }) => params),
  }
}
