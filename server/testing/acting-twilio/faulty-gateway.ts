import { fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { TwilioFailure, TwilioGateway } from '../../twilio/gateway.ts'

const unavailable = (status: number | null): TwilioFailure => ({
  kind: 'unavailable',
  status,
  message: `status ${status}`,
  retryAfterMs: null,
})

/** How one request fails. After `lost answer` it has been carried out all the same. */
export const FAULTS = {
  '429': unavailable(429),
  '503': unavailable(503),
  '401': { kind: 'misconfigured', status: 401, code: 20003, message: 'Authenticate' },
  'time-out': unavailable(null),
  'lost answer': unavailable(null),
} as const satisfies Record<string, TwilioFailure>
export type Fault = keyof typeof FAULTS

export type Method = keyof TwilioGateway

/** Which request of one kind fails, counted from 0, and how. */
export interface Strike {
  readonly method: Method
  readonly nth: number
  readonly fault: Fault
}

/** The same gateway, which keeps a list of what it was asked, and of which one request fails. */
export function faultyGateway(
  gateway: TwilioGateway,
  strike: Strike | null,
): { readonly gateway: TwilioGateway; readonly asked: readonly Method[] } {
  const asked: Method[] = []
  const wrap =
    (method: Method, request: (...args: never[]) => Promise<Result<unknown, TwilioFailure>>) =>
    async (...args: never[]) => {
      const nth = asked.filter((each) => each === method).length
      asked.push(method)
      const hit = strike !== null && strike.method === method && strike.nth === nth
      if (!hit) return request(...args)
      if (strike.fault === 'lost answer') await request(...args)
      return fail(FAULTS[strike.fault])
    }
  // The casts: names and functions are those of the gateway, each with the type that it had.
  const entries = Object.entries(gateway).map(([name, request]) => [
    name,
    wrap(name as Method, request),
  ])
  return { gateway: Object.fromEntries(entries) as TwilioGateway, asked }
}
