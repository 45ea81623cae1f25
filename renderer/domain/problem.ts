import type { ErrorCode } from '../../server/contract/errors.ts'

/** Why something that was asked of the server did not happen: its code, or that no answer came. */
export type Problem = ErrorCode | 'unreachable'
