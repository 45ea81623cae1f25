import type { FastifyRequest } from 'fastify'

import { ControlError } from './control-error.ts'

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/u
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/iu

/**
 * Lets in only programs of this machine. The Host check keeps out a web page whose own name resolves
 * to 127.0.0.1; the Origin check keeps out a page that simply posts here.
 */
export function refuseStrangers(request: FastifyRequest): void {
  if (!LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '')) {
    throw new ControlError(
      'forbidden',
      'The control API answers only to this machine: use 127.0.0.1.',
    )
  }
  if (!LOOPBACK_HOST.test(request.headers.host ?? '')) {
    throw new ControlError('forbidden', 'Address the control API as 127.0.0.1 or localhost.')
  }
  const { origin } = request.headers
  if (origin !== undefined && !LOOPBACK_HOST.test(hostOf(origin))) {
    throw new ControlError('forbidden', 'A page of another site may not use the control API.')
  }
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}
