import type { FastifyInstance } from 'fastify'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH } from '../account-scope.ts'

/** Nothing costs anything here. Docs: api/balance of the OpenAPI. */
export function balanceRoutes(app: FastifyInstance, { accountSid }: VoiceServices): void {
  app.get(`${ACCOUNT_PATH}/Balance`, () => ({
    account_sid: accountSid,
    balance: '0.00',
    currency: 'USD',
  }))
}
