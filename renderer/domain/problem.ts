import type { ErrorCode } from '../../server/contract/errors.ts'
import type { SessionEnding } from '../../server/contract/session-ending.ts'

/**
 * Why something that was asked of the server did not happen: its code, or that no answer came. Or why nothing can be asked
 * any more: how the session ended.
 */
export type Problem = ErrorCode | SessionEnding | 'unreachable'
