import type { FastifyInstance } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH } from '../account-scope.ts'

const ALL = `/api/${API_VERSION}/Accounts`
/** Docs: api/errors/21480. */
const NO_MORE_SUBACCOUNTS = 21480

/** The account itself. It has no subaccounts, and none can be made. Docs: iam/api/account, iam/api/subaccounts. */
export function accountRoutes(
  app: FastifyInstance,
  { accountSid, clock, account: { authToken } }: VoiceServices,
): void {
  const created = rfc2822(clock.now())
  const account = {
    sid: accountSid,
    auth_token: authToken,
    owner_account_sid: accountSid,
    friendly_name: 'Sandbox',
    status: 'active',
    type: 'Full',
    date_created: created,
    date_updated: created,
    uri: `/${API_VERSION}/Accounts/${accountSid}.json`,
    subresource_uris: {},
  }
  app.get(ALL, (request) => page2010(request, 'accounts', [account]))
  app.post(ALL, () => {
    throw badRequest('The sandbox has no subaccounts', NO_MORE_SUBACCOUNTS)
  })
  app.get(ACCOUNT_PATH, () => account)
}
