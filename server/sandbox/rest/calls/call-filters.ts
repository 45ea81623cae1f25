import { text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { Call } from '../../telephony/call/call.ts'
import { timeFilter } from '../time-filter.ts'

/** Docs: voice/api/call-resource#read-multiple-call-resources. */
export function filterCalls(calls: readonly Call[], query: Form): Call[] {
  const [to, from, parent, status] = ['To', 'From', 'ParentCallSid', 'Status'].map((key) =>
    text(query, key),
  )
  const started = timeFilter(query, 'StartTime')
  const ended = timeFilter(query, 'EndTime')
  return calls.filter(
    (call) =>
      (to === undefined || call.facts.to === to) &&
      (from === undefined || call.facts.from === from) &&
      (parent === undefined || call.facts.parentSid === parent) &&
      (status === undefined || call.status === status) &&
      started(call.createdAt) &&
      ended(call.endedAt),
  )
}
