import type { Result } from '../../ports/result.ts'
import type { Refused } from '../first-run-view.ts'

/** Why the desktop did not do what a step asked of it. */
export function whyRefused({ error }: Extract<Result<unknown>, { ok: false }>): Refused {
  return error.code === 'forbidden' ? 'managed' : 'failed'
}
