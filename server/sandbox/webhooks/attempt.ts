import type { Clock } from '../clock.ts'
import { exchange, PartialAnswer } from './exchange.ts'
import type { Answer, Exchange } from './exchange.ts'
import type { WebhookFailure } from './overrides.ts'

/** The result of one attempt; `failure` is null for a result that is never tried again. */
export type AttemptResult =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly failure: '4xx' | '5xx' | null }
  | { readonly kind: 'unanswered'; readonly failure: 'ct' | 'rt' | null }

type Asked = Omit<Exchange, 'signal' | 'onProgress'>

/** The connection was up, and broke or stayed silent. */
const AFTER_CONNECTING = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

/**
 * Tries once, and stops when nothing comes for `readMs`. Chosen, because the document does not say: a connection that
 * is closed before an answer has begun counts as one on which none came (`rt`).
 */
export async function attempt(
  requested: Asked,
  { clock, readMs, over }: { readonly clock: Clock; readonly readMs: number; over: AbortSignal },
): Promise<AttemptResult> {
  const silence = watchSilence(clock, readMs)
  try {
    const signal = AbortSignal.any([over, silence.signal])
    const answer = await exchange({ ...requested, signal, onProgress: silence.heard })
    return { kind: 'answered', answer, failure: refusalOf(answer.status) }
  } catch (error) {
    if (over.aborted || error instanceof PartialAnswer) return { kind: 'unanswered', failure: null }
    return { kind: 'unanswered', failure: silence.signal.aborted ? 'rt' : failureOf(error) }
  } finally {
    silence.stop()
  }
}

/** Aborts when nothing has come for `ms`. */
function watchSilence(clock: Clock, ms: number) {
  const silent = new AbortController()
  const wait = () => clock.after(ms, () => silent.abort())
  let cancel = wait()
  return {
    signal: silent.signal,
    heard() {
      cancel()
      cancel = wait()
    },
    stop: () => cancel(),
  }
}

function refusalOf(status: number): Extract<WebhookFailure, '4xx' | '5xx'> | null {
  if (status >= 500) return '5xx'
  return status >= 400 ? '4xx' : null
}

/** No TCP connection, or no TLS on it; a connection that was up before it failed does not count. */
function failureOf(error: unknown): 'ct' | 'rt' {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return AFTER_CONNECTING.has(code) ? 'rt' : 'ct'
}
