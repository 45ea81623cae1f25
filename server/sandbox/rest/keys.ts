import type { FastifyInstance, FastifyRequest } from 'fastify'
import { keysOf } from '../account-keys.ts'
import type { ApiKey } from '../account-keys.ts'
import { page2010 } from '../http/paging.ts'
import { RestError } from '../http/rest-error.ts'
import { text } from '../telephony/form.ts'
import { rfc2822 } from '../telephony/rfc2822.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam } from './account-scope.ts'

const LIST = `${ACCOUNT_PATH}/Keys`
const ONE = `${LIST}/:sid`

/** Standard API keys. A key may not ask for keys: that takes the auth token. Docs: usage/api/keys. */
export function keyRoutes(app: FastifyInstance, { account, clock }: VoiceServices): void {
  const keys = keysOf(account)
  const found = (request: FastifyRequest): ApiKey => {
    const key = keys.list().find(({ sid }) => sid === pathParam(request, 'sid'))
    if (!key) throw missing(request)
    return key
  }
  const own = { sid: account.apiKeySid, friendlyName: 'Sandbox', createdAt: clock.now() }
  app.addHook('preHandler', async (request) => {
    if (request.url.includes('/Keys') && nameOf(request) !== account.accountSid) {
      throw new RestError(401, 20003, 'Authenticate')
    }
  })
  app.get(LIST, (request) => page2010(request, 'keys', [own, ...keys.list()].map(keyJson)))
  app.post(LIST, (request, reply) => {
    const key = keys.add(text(formOf(request), 'FriendlyName') ?? '', clock.now())
    // The secret is told once, here.
    return reply.status(201).send({ ...keyJson(key), secret: key.secret })
  })
  app.get(ONE, (request) => keyJson(found(request)))
  app.delete(ONE, (request, reply) => {
    keys.remove(found(request).sid)
    return reply.status(204).send()
  })
}

function keyJson(key: Pick<ApiKey, 'sid' | 'friendlyName' | 'createdAt'>) {
  const at = rfc2822(key.createdAt)
  return { sid: key.sid, friendly_name: key.friendlyName, date_created: at, date_updated: at }
}

/** The name of the request's basic authentication. */
function nameOf(request: FastifyRequest): string {
  const pair = (request.headers.authorization ?? '').replace(/^Basic /i, '')
  return Buffer.from(pair, 'base64').toString().split(':')[0] ?? ''
}
