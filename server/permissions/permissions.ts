import type { ClientToServer } from '../contract/realtime.ts'
import { webhookPaths } from '../twilio/urls.ts'

/**
 * What an agent is to a call. `agent`: it is their conversation, or rings as such at their desk. `guest`: invited by an
 * agent, and not the one whose conversation it is. `customer`: a teammate in the customer's place. `former`: was in it.
 * `handed-over`: transferred its customer to the queue in which they wait.
 */
export type Part = 'agent' | 'guest' | 'customer' | 'former' | 'handed-over'

/**
 * Who may use a route or send an event. `anybody`: everybody, because the request has its own proof or needs none. `twilio`: a
 * request that Twilio has signed. `agent`: everybody who is signed in, only for what is theirs. `part`: an agent whose part in
 * the call `:callId` is one of these. A supervisor has the permissions of an agent.
 */
export type Permission =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'twilio' }
  | { readonly kind: 'agent' }
  | { readonly kind: 'part'; readonly of: readonly Part[] }

const anybody = { kind: 'anybody' } as const
const agent = { kind: 'agent' } as const
const twilio = { kind: 'twilio' } as const
/** It is their conversation. */
const works = { kind: 'part', of: ['agent'] } as const
/** Everybody in it may leave, and switch to another call of their own. */
const isIn = { kind: 'part', of: ['agent', 'guest', 'customer'] } as const
const handedOver = { kind: 'part', of: ['handed-over'] } as const

const CALL = '/api/calls/:callId'

/** Every route, by method and pattern. The server does not start with a route that is not here. */
export const routePermissions: Readonly<Record<string, Permission>> = {
  'GET /health': anybody,
  /** CORS. */
  'OPTIONS *': anybody,
  /** The web phone. */
  'GET /*': anybody,

  'GET /api/welcome': anybody,
  /** By password, by a demo account's name, by the refresh token. */
  'POST /api/session': anybody,
  'POST /api/session/demo': anybody,
  'POST /api/session/refresh': anybody,
  'DELETE /api/session': anybody,

  'GET /api/twilio-access': agent,
  'GET /api/targets': agent,
  'POST /api/calls': agent,

  [`POST ${CALL}/answer`]: isIn,
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

  /** Each agent of a call has their own. */
  'PUT /api/wrap-ups/:callId/draft': agent,
  'POST /api/wrap-ups/:callId/extend': agent,
  'POST /api/wrap-ups/:callId/complete': agent,

  ...Object.fromEntries(Object.values(webhookPaths).map((path) => [`POST ${path}`, twilio])),
}

/** Events of a page over its socket, which needs a session. */
const eventPermissions: Readonly<Record<keyof ClientToServer, Permission>> = {
  readiness: agent,
}

/** Null for a route without a permission. A HEAD has that of its GET. */
export function permissionOf(method: string, url: string): Permission | null {
  return routePermissions[`${method === 'HEAD' ? 'GET' : method} ${url}`] ?? null
}

/** Whether the event has a permission. */
export function isDecided(event: string): event is keyof ClientToServer {
  return Object.hasOwn(eventPermissions, event)
}
