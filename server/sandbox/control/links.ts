import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { parse } from './control-error.ts'

const link = z.strictObject({
  text: z.string().trim().min(1).max(40),
  url: z.url({ protocol: /^https?$/u, hostname: /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u }),
})
const linksBody = z.strictObject({ links: z.array(link).max(20) })

export type Link = z.infer<typeof link>

/** The pages of the application on this machine, such as a phone for each agent: the sandbox's own pages lead there. */
export class Links {
  list: readonly Link[] = []
}

/** `/links`: the application says where its own pages are. A reset keeps them. */
export function mountLinkRoutes(app: FastifyInstance, links: Links): void {
  app.get('/links', (_request, reply) => reply.send({ links: links.list }))
  app.post('/links', (request, reply) => {
    links.list = parse(linksBody, request.body).links
    return reply.send({ links: links.list })
  })
}
