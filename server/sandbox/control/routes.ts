import type { FastifyError, FastifyInstance, FastifyPluginAsync } from 'fastify'

import type { DebuggerLog } from '../debugger/debugger-log.ts'
import type { RestFaults } from '../http/rest-faults.ts'
import type { Ticker } from '../media/ticker.ts'
import type { TelephoneNetwork } from '../network/network.ts'
import type { SteeredClock } from '../steered-clock.ts'
import { createCustomerPhones } from './customer/customer-phones.ts'
import { mountCustomerRoutes } from './customer/customer-routes.ts'
import type { Centre } from './customer/customer-routes.ts'
import { ControlError } from './control-error.ts'
import { refuseStrangers } from './guard.ts'
import { mountDebuggerRoutes } from './debugger-routes.ts'
import { Links, mountLinkRoutes } from './links.ts'
import { mountPages } from './page-files.ts'
import { mountPhoneRoutes } from './phone-routes.ts'
import { mountRestFaultRoutes } from './faults/rest-fault-routes.ts'
import { mountSettingsRoutes } from './settings-routes.ts'
import { mountSpeechRoutes } from './speech-routes.ts'
import { mountTimeRoutes } from './time-routes.ts'
import { mountWebhookFaultRoutes } from './faults/webhook-fault-routes.ts'
import type { VoiceServices } from '../telephony/services.ts'
import type { WebhookFaults } from '../webhooks/faulty-sender.ts'

export interface ControlDeps {
  readonly network: TelephoneNetwork
  readonly clock: SteeredClock
  readonly ticker: Ticker
  readonly webhookFaults: WebhookFaults
  readonly restFaults: RestFaults
  readonly debuggerLog: DebuggerLog
  readonly voice: Pick<VoiceServices, 'calls' | 'conferences' | 'said'>
  /** Routes for which more of the sandbox is needed. */
  readonly more: readonly ((app: FastifyInstance) => void)[]
  /** What the customer page says of the contact centre. */
  readonly centre: () => Omit<Centre, 'links'>
}

/** A minute of speech as 48 kHz stereo, in base64, fits. */
const LONGEST_BODY_BYTES = 32 * 1024 * 1024

/**
 * The sandbox's own API, which steers its simulated telephones, and its pages. Only for programs of
 * this machine. Errors are `{ error: { code, message } }`. Mount it under `/sandbox`.
 */
export function controlRoutes(deps: ControlDeps): FastifyPluginAsync {
  return async (app) => {
    acceptEmptyJson(app)
    // Forms are Twilio's.
    app.removeContentTypeParser('multipart/form-data')
    app.addHook('onRequest', async (request) => refuseStrangers(request))
    app.setErrorHandler((error: FastifyError | ControlError, _request, reply) => {
      const { status, code, message } = describe(error)
      return reply.status(status).send({ error: { code, message } })
    })
    app.setNotFoundHandler(() => {
      throw new ControlError('not-found', 'The control API has no such address.')
    })
    const phones = createCustomerPhones(deps)
    const links = new Links()
    app.addHook('preClose', () => phones.close())
    mountPhoneRoutes(app, deps.network)
    mountSpeechRoutes(app, deps.network, deps.voice)
    mountDebuggerRoutes(app, deps.debuggerLog)
    mountTimeRoutes(app, deps.clock)
    mountSettingsRoutes(app, deps.voice)
    mountRestFaultRoutes(app, deps.restFaults)
    mountWebhookFaultRoutes(app, deps.webhookFaults)
    for (const mount of deps.more) mount(app)
    mountPages(app)
    mountLinkRoutes(app, links)
    const centre = () => ({ ...deps.centre(), links: links.list })
    mountCustomerRoutes(app, { phones, centre, voice: deps.voice })
  }
}

/** Many programs label every request as JSON, also those without a body. */
function acceptEmptyJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: LONGEST_BODY_BYTES },
    (_request, body, done) => {
      try {
        done(null, body === '' ? undefined : JSON.parse(body.toString()))
      } catch {
        done(new ControlError('bad-request', 'The body is not JSON.'), undefined)
      }
    },
  )
}

function describe(error: FastifyError | ControlError): {
  status: number
  code: string
  message: string
} {
  if (error instanceof ControlError) return error
  const status = error.statusCode ?? 500
  return { status, code: status < 500 ? 'bad-request' : 'internal', message: error.message }
}
