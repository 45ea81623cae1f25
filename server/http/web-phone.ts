import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendFailure } from './failure.ts'

/** The web phone at `/`, where it was built; everything unknown is `not-found`. */
export async function serveWebPhone(app: FastifyInstance, folder: string): Promise<void> {
  if (existsSync(join(folder, 'index.html'))) {
    await app.register(fastifyStatic, { root: folder, prefix: '/', decorateReply: false })
  }
  app.setNotFoundHandler((_, reply) => sendFailure(reply, 'not-found'))
}
