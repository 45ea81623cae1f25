import type { Context } from '../engine/context.ts'
import type { WorkCalls } from '../calls/work-calls.ts'
import type { Journal } from '../journal/journal.ts'

/** What turns records into the REST API's JSON: dates are ISO 8601 in whole seconds, URLs are absolute. */
export interface Wire {
  readonly context: Context
  readonly calls: WorkCalls
  readonly journal: Journal
  readonly accountSid: string
  readonly workspaceSid: string
  /** `<base>/taskrouter/v1/Workspaces/WS…` followed by `path`. */
  url(path: string): string
}

export function createWire(deps: {
  readonly context: Context
  readonly calls: WorkCalls
  readonly journal: Journal
  readonly baseUrl: () => string
}): Wire {
  const { context, calls, journal, baseUrl } = deps
  const workspaceSid = context.store.workspace.sid
  return {
    context,
    calls,
    journal,
    accountSid: context.accountSid,
    workspaceSid,
    url: (path) => `${baseUrl()}/taskrouter/v1/Workspaces/${workspaceSid}${path}`,
  }
}
