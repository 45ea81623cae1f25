import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newAccount } from '../../account.ts'
import { systemClock, type Clock } from '../../clock.ts'
import { buildHttpApp } from '../../http/rest-app.ts'
import { createNotices } from '../../telephony/notices.ts'
import { createWebhookSender } from '../../webhooks/sender.ts'
import { createTaskRouter } from '../task-router.ts'
import { createFakeVoice } from './fake-voice.ts'
import { workerToken } from './worker-token.ts'

export interface Received {
  readonly path: string
  readonly signature: string
  readonly params: Readonly<Record<string, string>>
}

/** TaskRouter on a real port, beside an application that receives its callbacks. Only Voice is a fake. */
export async function serveTaskRouter(clock: Clock = systemClock) {
  const account = newAccount()
  const voice = createFakeVoice()
  const sender = createWebhookSender({ signing: account.signing, clock })
  const app = buildHttpApp(account)
  const baseUrl = () => `http://127.0.0.1:${portOf(app.server.address())}`
  const router = createTaskRouter({
    account,
    clock,
    sender,
    baseUrl,
    notices: createNotices(() => {}),
    voice: voice.side,
  })
  router.routes(app)
  router.attachUpgrade(app.server)
  await app.listen({ port: 0, host: '127.0.0.1' })

  const received: Received[] = []
  const application = createServer((request, response) => {
    void formOf(request).then((params) => {
      const signature = String(request.headers['x-twilio-signature'])
      received.push({ path: request.url ?? '', signature, params })
      return response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve))

  return {
    account,
    baseUrl: baseUrl(),
    applicationUrl: `http://127.0.0.1:${portOf(application.address())}`,
    received,
    router,
    seed: router.seed,
    voice,
    token: (
      workerSid: string,
      role = 'worker',
      seconds = 3600,
      workspaceSid = router.seed.workspaceSid,
    ) => workerToken({ ...account, workspaceSid }, workerSid, { role, seconds, now: clock.now() }),
    async close() {
      sender.close()
      await router.close()
      await app.close()
      application.closeAllConnections()
      await new Promise<void>((resolve) => application.close(() => resolve()))
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return Object.fromEntries(new URLSearchParams(body))
}
