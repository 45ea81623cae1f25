import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiKey } from '../account.ts'
import { page2010 } from '../http/paging.ts'
import { badRequest } from '../http/rest-error.ts'
import { text } from '../telephony/form.ts'
import type { Form } from '../telephony/form.ts'
import { rfc2822 } from '../telephony/rfc2822.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam } from './account-scope.ts'

const LIST = `${ACCOUNT_PATH}/Keys`
const ONE = `${LIST}/:sid`
const LONGEST_NAME = 64

/** Docs: iam/api-keys/key-resource-v2010. */
export function keyRoutes(app: FastifyInstance, { account, clock }: VoiceServices): void {
  const { keys } = account
  const found = (request: FastifyRequest) => {
    const key = keys.get(pathParam(request, 'sid'))
    if (!key) throw missing(request)
    return key
  }
  app.get(LIST, (request) => page2010(request, 'keys', keys.list().map(keyJson)))
  app.post(LIST, (request, reply) => {
    const key = keys.create(nameOf(formOf(request)) ?? '', clock.now())
    return reply.status(201).send({ ...keyJson(key), secret: key.secret })
  })
  app.get(ONE, (request) => keyJson(found(request)))
  app.post(ONE, (request) => {
    const key = found(request)
    key.friendlyName = nameOf(formOf(request)) ?? key.friendlyName
    key.updatedAt = clock.now()
    return keyJson(key)
  })
  app.delete(ONE, (request, reply) => {
    keys.remove(found(request).sid)
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
