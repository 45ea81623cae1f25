import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiKey } from '../../account.ts'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam } from '../account-scope.ts'

/** Both are the same keys; SigningKeys is the older name. */
const LISTS = [
  { path: `${ACCOUNT_PATH}/Keys`, key: 'keys' },
  { path: `${ACCOUNT_PATH}/SigningKeys`, key: 'signing_keys' },
] as const
const LONGEST_NAME = 64

/** Docs: iam/api-keys/key-resource-v2010. */
export function keyRoutes(app: FastifyInstance, services: VoiceServices): void {
  for (const list of LISTS) routesOf(app, services, list)
}

function routesOf(
  app: FastifyInstance,
  { account, clock }: VoiceServices,
  { path, key: listKey }: (typeof LISTS)[number],
): void {
  const { keys } = account
  const one = `${path}/:sid`
  const findKey = (request: FastifyRequest) => {
    const key = keys.get(pathParam(request, 'sid'))
    if (!key) throw missing(request)
    return key
  }
  app.get(path, (request) => page2010(request, listKey, keys.list().map(keyJson)))
  app.post(path, (request, reply) => {
    const key = keys.create(nameOf(formOf(request)) ?? '', clock.now())
    return reply.status(201).send({ ...keyJson(key), secret: key.secret })
  })
  app.get(one, (request) => keyJson(findKey(request)))
  app.post(one, (request) => {
    const key = findKey(request)
    key.friendlyName = nameOf(formOf(request)) ?? key.friendlyName
    key.updatedAt = clock.now()
    return keyJson(key)
  })
  app.delete(one, (request, reply) => {
    keys.remove(findKey(request).sid)
    return reply.status(204).send()
  })
}

/** Throws 20002. */
function nameOf(form: Form): string | undefined {
  const name = text(form, 'FriendlyName')
  if (name !== undefined && name.length > LONGEST_NAME) {
    throw badRequest('Invalid FriendlyName: 64 characters at most', 20002)
  }
  return name
}

function keyJson({ sid, friendlyName, createdAt, updatedAt }: ApiKey): Record<string, unknown> {
  return {
    sid,
    friendly_name: friendlyName,
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(updatedAt),
  }
}
