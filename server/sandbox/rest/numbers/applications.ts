import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { text } from '../../telephony/form.ts'
import type { Application } from '../../telephony/routes.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from '../account-scope.ts'
import { updateRoute } from './route-form.ts'
import { applicationJson } from './route-json.ts'

const LIST = `${ACCOUNT_PATH}/Applications`
const ONE = `${LIST}/:sid`

/** Docs: usage/api/applications. */
export function applicationRoutes(app: FastifyInstance, services: VoiceServices): void {
  const { accountSid, routes, clock } = services
  app.get(LIST, (request) => {
    const name = text(queryOf(request), 'FriendlyName')
    const applications = routes
      .applications()
      .filter((each) => name === undefined || each.friendlyName === name)
      .map((each) => applicationJson(accountSid, each))
    return page2010(request, 'applications', applications)
  })
  app.post(LIST, (request, reply) => {
    const application = routes.addApplication('', clock.now())
    updateRoute(application, formOf(request), clock.now())
    return reply.status(201).send(applicationJson(accountSid, application))
  })
  app.get(ONE, (request) => applicationJson(accountSid, findApplication(services, request)))
  app.post(ONE, (request) => {
    const application = findApplication(services, request)
    updateRoute(application, formOf(request), clock.now())
    return applicationJson(accountSid, application)
  })
  app.delete(ONE, (request, reply) => {
    routes.removeApplication(findApplication(services, request).sid)
    return reply.status(204).send()
  })
}

function findApplication({ routes }: VoiceServices, request: FastifyRequest): Application {
  const application = routes.application(pathParam(request, 'sid'))
  if (!application) throw missing(request)
  return application
}
