import type { ServerResult } from '../../ports/result.ts'
import type { Refused } from '../../view/first-run-view.ts'

/** Why the desktop did not do what a step asked of it. */
export function whyRefused({ failure }: Extract<ServerResult<unknown>, { ok: false }>): Refused {
  return failure.code === 'forbidden' ? 'managed' : 'failed'
}
