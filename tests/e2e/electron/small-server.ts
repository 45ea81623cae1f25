import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly origin: string | undefined
  readonly authorization: string | undefined
  readonly body: string
}

export interface SmallServer {
  readonly url: string
  readonly seen: readonly SeenRequest[]
  /** The refresh token that is valid now. */
  token(): string | null
  close(): Promise<void>
}

/** PEM. With one, the server speaks `https:`. */
export interface ServerCertificate {
  readonly key: string
  readonly cert: string
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

const account = {
  userId: '1',
  username: 'ada',
  displayName: 'Ada Lovelace',
  identity: 'tenant_main_user_1',
  role: 'agent',
}

/**
 * The part of the server’s session API that the main process needs, with tokens that rotate, so that desktop tests
 * need no call centre. Also serves a bare page, as another origin.
 */
export async function startSmallServer(secure?: ServerCertificate): Promise<SmallServer> {
  const seen: SeenRequest[] = []
  let token: string | null = null
  let count = 0

  function opened(): Answer {
    token = `refresh-${(count += 1)}`
    const accessTokenExpiresAt = new Date(Date.now() + 600_000).toISOString()
    const body = {
      agent: account,
      accessToken: `access-${count}`,
      accessTokenExpiresAt,
      refreshToken: token,
    }
    return { status: 200, body }
  }

  function answer({ method, path, body, authorization }: SeenRequest): Answer {
    if (path === '/api/welcome') {
      return { status: 200, body: { product: 'Cordboard', version: '0.0.0', demoAccounts: [] } }
    }
    const given = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
    if (path === '/api/session' && method === 'DELETE') {
      // Like the server: it ends the session of the access token and always succeeds.
      if (authorization === `Bearer access-${count}`) token = null
      return { status: 200, body: {} }
    }
    if (path === '/api/session') {
      return given['password'] === 'cordboard' ? opened() : refused(401, 'wrong-credentials')
    }
    if (path === '/api/session/refresh') {
      return token !== null && given['refreshToken'] === token
        ? opened()
        : refused(401, 'signed-out')
    }
    return refused(404, 'not-found')
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = await read(request)
    seen.push(question)
    if (question.path === '/page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>elsewhere</title>')
      return
    }
    const reply = answer(question)
    response.writeHead(reply.status, {
      'content-type': 'application/json',
      'access-control-allow-origin': 'app://cordboard',
    })
    response.end(JSON.stringify(reply.body))
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    respond(request, response).catch(() => response.destroy())
  }
  const server =
    secure === undefined ? createServer(listener) : createSecureServer(secure, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${secure === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    seen,
    token: () => token,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function refused(status: number, code: string): Answer {
  return { status, body: { error: { code, message: code, retryable: false } } }
}

async function read(request: IncomingMessage): Promise<SeenRequest> {
  const { method = '', url: path = '', headers } = request
  const { origin, authorization } = headers
  return { method, path, origin, authorization, body: await text(request) }
}
