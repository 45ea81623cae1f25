import { startScript } from '../twiml/script.ts'
import { reportCall } from './call/call-report.ts'
import type { Call, CallFacts } from './call/call.ts'
import { newCallToken } from './dialing/call-token.ts'
import type { InboundAttempt, Switch } from './audio/leg.ts'
import type { VoiceRoute } from './routes.ts'
import type { VoiceServices } from './services.ts'

interface Destination {
  readonly route: VoiceRoute | null
  readonly facts: Pick<CallFacts, 'phoneNumberSid' | 'applicationSid' | 'callToken' | 'callerName'>
}

/** Takes the calls that devices begin. Docs: voice/twiml#twilios-request-to-your-application. */
export function createSwitchboard(services: VoiceServices): Switch {
  return {
    receive(attempt) {
      const { route, facts } = destinationOf(services, attempt)
      const { from, to, params } = attempt
      const { accountSid } = services
      const call = services.calls.create({
        ...facts,
        accountSid,
        from,
        to,
        params,
        direction: 'inbound',
      })
      call.addLeg(attempt.leg)
      attempt.leg.attach({
        onRinging() {},
        onAnswered() {},
        onKey: (key) => call.pressKey(key),
        onMessage: (message) => call.passMessage(message),
        onEnded() {
          call.removeLeg(attempt.leg)
          call.end(call.answeredAt === null ? 'no-answer' : 'completed', 'party')
        },
      })
      // The device must learn the SID before anything happens to its call.
      queueMicrotask(() => beginRoute(services, call, route))
      return { callSid: call.sid }
    },
  }
}

function destinationOf(services: VoiceServices, attempt: InboundAttempt): Destination {
  const { routes } = services
  const { applicationSid, to, callerName } = attempt
  if (applicationSid !== undefined) {
    return { route: routes.application(applicationSid), facts: { applicationSid } }
  }
  const number = routes.numberOf(to)
  if (!number) return { route: null, facts: {} }
  const application = routes.application(number.voiceApplicationSid)
  return {
    route: application ?? number,
    facts: {
      phoneNumberSid: number.sid,
      callToken: newCallToken(),
      ...(number.callerIdLookup && callerName !== undefined ? { callerName } : {}),
      ...(application ? { applicationSid: application.sid } : {}),
    },
  }
}

/** Asks a number's or an App's Voice URL what to do with a call; without one the call fails. */
export function beginRoute(services: VoiceServices, call: Call, route: VoiceRoute | null): void {
  if (call.ended) return
  if (route === null || route.voiceUrl === '') return noteMissingRoute(services, call)
  const { statusCallback, statusCallbackMethod, voiceFallbackUrl, voiceFallbackMethod } = route
  if (statusCallback !== '') {
    const report = { url: statusCallback, method: statusCallbackMethod }
    reportCall(call, { ...report, events: ['completed'] }, services)
  }
  const { callToken } = call.facts
  const params = callToken === undefined ? {} : { CallToken: callToken }
  startScript(services, call, {
    source: { kind: 'url', url: route.voiceUrl, method: route.voiceMethod, params },
    fallback:
      voiceFallbackUrl === ''
        ? null
        : { url: voiceFallbackUrl, method: voiceFallbackMethod, params },
  })
}

/** Nobody has said what to do with the call: it fails, with an entry for the debugger. */
function noteMissingRoute({ notices }: VoiceServices, call: Call): void {
  const { to, applicationSid } = call.facts
  const what = applicationSid === undefined ? `number ${to}` : `TwiML App ${applicationSid}`
  const message = `The ${what} has no Voice URL`
  notices.note({ level: 'error', code: 11100, message, callSid: call.sid })
  call.end('failed', 'switch', { kind: 'failed', code: 31404, message })
}
