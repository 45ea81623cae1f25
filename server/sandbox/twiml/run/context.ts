import { callParams } from '../../telephony/call/call-params.ts'
import type { LeaveCause } from '../../telephony/call/call-status.ts'
import type { Call } from '../../telephony/call/call.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import type { Link } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'
import type { TwimlSource } from './fetch.ts'

/** What a verb needs to run. */
export interface VerbContext {
  readonly services: VoiceServices
  readonly call: Call
  /** Aborted when the call leaves the document. */
  readonly signal: AbortSignal
  /** The document's own URL. */
  readonly base: string
  /** Runs another document on a called party; false when that call left it, or it failed. */
  readonly runOn: (child: Call, document: Link) => Promise<boolean>
}

/** Where the call continues: another document, or (null) the next verb. */
export type Onward = TwimlSource | null

/** Why the call left its document; null while it is in it. */
export function leaveCauseOf({ signal }: VerbContext): LeaveCause | null {
  if (!signal.aborted) return null
  // Only a LeaveCause is ever given as the reason.
  return signal.reason as LeaveCause
}

/**
 * What follows a verb with an `action`: its URL takes over the call. A call that has ended still reports to the URL,
 * and the answer is not executed.
 */
export function followAction(
  context: VerbContext,
  action: Link | null,
  params: Readonly<Record<string, string>>,
): Onward {
  if (action === null) return null
  const { services, call, base } = context
  const url = resolveUrl(action.url, base)
  const { method } = action
  if (leaveCauseOf(context) === null) return { kind: 'url', url, method, params }
  void services.sender.send({ url, method, params: { ...callParams(call), ...params } })
  return null
}
