import type { ClientToServer } from '../contract/realtime.ts'
import { webhookPaths } from '../twilio/urls.ts'

/**
 * What an agent is to a call. `agent`: it is their conversation, or rings as such at their desk. `guest`: invited by an
 * agent, and not the one whose conversation it is. `customer`: a teammate in the customer's place. `former`: was in it.
 * `handed-over`: transferred its customer to the queue in which they wait.
 */
export type Part = 'agent' | 'guest' | 'customer' | 'former' | 'handed-over'

/**
 * Who may use a route or send an event. `anybody`: everybody who reaches the server, because the request brings its own proof or
 * needs none. `twilio`: a request that Twilio has signed. `agent`: everybody who is signed in, about themselves alone; what is
 * stored under an agent's identity is found by that identity and no other. `part`: an agent whose part in the call `:callId`
 * is one of these. A role gives nothing beyond that yet: a supervisor is an agent.
 */
export type Permission =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'twilio' }
  | { readonly kind: 'agent' }
  | { readonly kind: 'part'; readonly of: readonly Part[] }

const anybody = { kind: 'anybody' } as const
const agent = { kind: 'agent' } as const
const twilio = { kind: 'twilio' } as const
/** The conversation is theirs. */
const works = { kind: 'part', of: ['agent'] } as const
/** They are in it, as whatever: each may leave, and switch to another call of their own. */
const isIn = { kind: 'part', of: ['agent', 'guest', 'customer'] } as const
const handedOver = { kind: 'part', of: ['handed-over'] } as const

const CALL = '/api/calls/:callId'

/** Every route, by method and pattern. One that is not here is not registered: the server does not start. */
export const routePermissions: Readonly<Record<string, Permission>> = {
  'GET /health': anybody,
  /** Answers which origins may ask at all. */
  'OPTIONS *': anybody,
  /** The web phone, and the music that Twilio plays. */
  'GET /*': anybody,
  'GET /media/*': anybody,

  'GET /api/welcome': anybody,
  /** By password, by a demo account's name, by the refresh token. */
  'POST /api/session': anybody,
  'POST /api/session/demo': anybody,
  'POST /api/session/refresh': anybody,
  'DELETE /api/session': anybody,

  'GET /api/twilio-access': agent,
  'GET /api/targets': agent,
  'POST /api/calls': agent,

  [`POST ${CALL}/hang-up`]: isIn,
  [`POST ${CALL}/leave`]: isIn,
  [`POST ${CALL}/switch`]: isIn,
  [`PUT ${CALL}/notes`]: works,
  [`POST ${CALL}/merge`]: works,
  [`POST ${CALL}/recording/:step`]: works,
  [`POST ${CALL}/transfer`]: works,
  [`POST ${CALL}/transfer/:step`]: works,
  [`POST ${CALL}/parties`]: works,
  [`POST ${CALL}/parties/:partyId/:step`]: works,
  [`POST ${CALL}/retrieve`]: handedOver,

  /** Found by call and agent: each has their own. */
  'PUT /api/wrap-ups/:callId/draft': agent,
  'POST /api/wrap-ups/:callId/extend': agent,
  'POST /api/wrap-ups/:callId/complete': agent,

  ...Object.fromEntries(Object.values(webhookPaths).map((path) => [`POST ${path}`, twilio])),
  [`GET ${webhookPaths.holdMusic}`]: twilio,
}

/** What a page may send over its socket, which is not opened without a session. */
const eventPermissions: Readonly<Record<keyof ClientToServer, Permission>> = {
  readiness: agent,
}

/** The permission of a route; null where it was not decided. A HEAD is a GET whose answer has no body. */
export function permissionOf(method: string, url: string): Permission | null {
  return routePermissions[`${method === 'HEAD' ? 'GET' : method} ${url}`] ?? null
}

/** Whether it is decided who may send this event. */
export function isDecided(event: string): event is keyof ClientToServer {
  return Object.hasOwn(eventPermissions, event)
}
