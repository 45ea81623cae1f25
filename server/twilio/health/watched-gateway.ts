import type { Clock } from '../../clock.ts'
import { instant } from '../../clock.ts'
import type { Logger } from '../../log/logger.ts'
import { fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { TwilioFailure, TwilioGateway } from '../gateway.ts'
import { OPEN_AFTER, onFailure, heldBackMs, tryingAgain } from './circuit.ts'
import type { Circuit } from './circuit.ts'

type Method = keyof TwilioGateway

/** What `/health` says of Twilio. */
export type TwilioHealth =
  | { readonly status: 'ok' }
  | {
      /** `misconfigured`: Twilio refuses our credentials, and somebody has to change them. */
      readonly status: 'failing' | 'misconfigured'
      /** An instant of the server's time. */
      readonly since: string
      /** Methods of the gateway. */
      readonly requests: readonly string[]
    }

interface OngoingFailure {
  readonly circuit: Circuit
  readonly kind: 'failing' | 'misconfigured'
}

/** An older failure says nothing about now, ms. */
const STALE_MS = 300_000

/** Requests that make something new can wait until Twilio works again. Those that end, move or read are always made. */
const CAN_WAIT: ReadonlySet<string> = new Set<Method>(['ring', 'createTask'])

/**
 * The same gateway, watched. When Twilio fails, the log says it once and `/health` as long as it lasts. Rings are held back
 * meanwhile, so that those of many agents do not overload Twilio.
 */
export function watchGateway(
  gateway: TwilioGateway,
  deps: { readonly clock: Clock; readonly log: Logger },
): { readonly gateway: TwilioGateway; twilioHealth(): TwilioHealth } {
  const { clock, log } = deps
  const failures = new Map<string, OngoingFailure>()

  function learn(method: string, outcome: Result<unknown, TwilioFailure>): void {
    const before = failures.get(method) ?? null
    const kind = outcome.ok ? null : failureOf(outcome.failure)
    if (outcome.ok || kind === null) {
      if (failures.delete(method) && isTold(before)) log.info({ method }, 'Twilio works again')
      return
    }
    const { failure } = outcome
    const now = { circuit: onFailure(before?.circuit ?? null, clock.now()), kind }
    failures.set(method, now)
    if (!isTold(now) || isTold(before)) return
    log.error({ method, failure }, kind === 'misconfigured' ? REFUSED : 'Twilio fails')
  }

  function watch(method: string, request: Request): Request {
    return async (...args) => {
      const failure = failures.get(method)
      if (failure !== undefined && CAN_WAIT.has(method)) {
        const wait = heldBackMs(failure.circuit, clock.now())
        if (wait !== null) return holdBackFailure(wait)
        failures.set(method, { ...failure, circuit: tryingAgain(failure.circuit, clock.now()) })
      }
      const outcome = await request(...args)
      learn(method, outcome)
      return outcome
    }
  }

  // The casts: names and types are the gateway's own.
  const entries = Object.entries(gateway).map(([name, request]) => [
    name,
    watch(name, request as Request),
  ])
  return {
    gateway: Object.fromEntries(entries) as TwilioGateway,
    twilioHealth() {
      const recent = clock.now() - STALE_MS
      const now = [...failures].filter(
        ([, failure]) => isTold(failure) && failure.circuit.lastAt > recent,
      )
      if (now.length === 0) return { status: 'ok' }
      const refused = now.some(([, { kind }]) => kind === 'misconfigured')
      return {
        status: refused ? 'misconfigured' : 'failing',
        since: instant(Math.min(...now.map(([, { circuit }]) => circuit.since))),
        requests: now.map(([method]) => method),
      }
    },
  }
}

type Request = (...args: unknown[]) => Promise<Result<unknown, TwilioFailure>>

const REFUSED =
  'Twilio refuses the credentials of the server: calls stand still until they are right'

/** Gone and refused are answers: Twilio works. */
function failureOf({ kind }: TwilioFailure): OngoingFailure['kind'] | null {
  if (kind === 'misconfigured') return kind
  return kind === 'unavailable' ? 'failing' : null
}

/** A single failure is not reported. Wrong credentials are, at once. */
function isTold(failure: OngoingFailure | null): boolean {
  if (failure === null) return false
  return failure.kind === 'misconfigured' || failure.circuit.failures >= OPEN_AFTER
}

function holdBackFailure(retryAfterMs: number) {
  const message = 'held back, because Twilio fails'
  return fail<TwilioFailure>({ kind: 'unavailable', status: null, message, retryAfterMs })
}
