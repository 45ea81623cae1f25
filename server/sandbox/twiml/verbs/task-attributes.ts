import { callParams } from '../../telephony/call/call-params.ts'
import type { Call } from '../../telephony/call/call.ts'

/**
 * What `<Enqueue workflowSid>` puts into a Task's attributes: the call's parameters in snake_case, before the
 * document's own JSON. Docs: taskrouter/twiml-queue-calls.
 */
export function taskAttributesOf(call: Call): Record<string, string> {
  const own = new Set(Object.keys(call.facts.params ?? {}))
  return Object.fromEntries(
    Object.entries(callParams(call))
      .filter(([key]) => !own.has(key) || key === 'To')
      .map(([key, value]) => [key.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase(), value]),
  )
}
