import type { FastifyInstance } from 'fastify'
import { page2010 } from '../http/paging.ts'
import { API_VERSION } from '../telephony/call-params.ts'
import { rfc2822 } from '../telephony/rfc2822.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { ACCOUNT_PATH } from './account-scope.ts'

const CALLER_IDS = `${ACCOUNT_PATH}/OutgoingCallerIds`

/** The account itself, and its verified caller ids: none. Docs: iam/api/account, voice/api/outgoing-caller-ids. */
export function accountRoutes(app: FastifyInstance, services: VoiceServices): void {
  const { accountSid, clock } = services
  const created = rfc2822(clock.now())
  app.get(ACCOUNT_PATH, () => ({
    sid: accountSid,
    owner_account_sid: accountSid,
    friendly_name: 'Sandbox',
    status: 'active',
    type: 'Full',
    date_created: created,
    date_updated: created,
    uri: `/${API_VERSION}/Accounts/${accountSid}.json`,
    subresource_uris: {},
  }))
  app.get(CALLER_IDS, (request) => page2010(request, 'outgoing_caller_ids', []))
}
