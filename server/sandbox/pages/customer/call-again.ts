import type { PhoneState } from './customer-api.ts'

/** How long somebody waits who calls again. */
export const CALL_AGAIN_SECONDS = 10

/** Whether this call leads to another: it went out, has ended, and no agent was reached. */
export function isMissed(call: PhoneState['call'], reachedSomeone: boolean): boolean {
  return call?.state === 'ended' && call.direction === 'outgoing' && !reachedSomeone
}
