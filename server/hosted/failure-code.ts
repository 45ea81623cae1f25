import type { HostedFailureCode } from '../contract/hosted.ts'
import { StartFailure } from '../start-failure.ts'

/** The failure code for an error at the start. */
export function toFailureCode(error: unknown): HostedFailureCode {
  if (!(error instanceof Error)) return 'other'
  const code = 'code' in error ? error.code : null
  if (code === 'ERR_UNKNOWN_BUILTIN_MODULE') return 'runtime'
  if (code === 'EADDRINUSE') return 'port-in-use'
  if (error instanceof StartFailure) return error.kind
  return error.message.startsWith('Twilio') ? 'twilio' : 'other'
}
