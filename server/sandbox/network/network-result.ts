import type { Result } from '../result.ts'

/** Why the network did not do what was requested. The message says what to do. */
export interface NetworkFailure {
  readonly code: 'no-such-phone' | 'phone-in-use' | 'no-call' | 'bad-sound'
  readonly message: string
}

export type NetworkResult<Value> = Result<Value, NetworkFailure>
