import { isRepeatable } from './call-command.ts'
import type { CallEvent } from './call-event.ts'
import type { CallStore } from './call-store.ts'
import { createCallWorker } from './call-worker.ts'
import type { CallWorker, CallWorkerDeps } from './call-worker.ts'
import { agentsOf } from './call.ts'
import type { Call } from './call.ts'

/** Every call that is live or ended a little while ago. */
export interface Calls {
  /** Takes a new call in. */
  begin(call: Call): Promise<void>
  /** What became of the call, or null when none of this id is in memory. */
  dispatch(callId: string, event: CallEvent): Promise<Call | null>
  find(callId: string): Call | null
  findByCustomerCall(callSid: string): Call | null
  all(): readonly Call[]
  /** The same as the screens show them: an ended one only when its after-call work is there. */
  shown(): readonly Call[]
  /** The live call that this agent is rung for or part of, if any. */
  liveCallOf(identity: string): Call | null
  /** Every live call that this agent is rung for or part of, in the order in which they began. */
  liveCallsOf(identity: string): readonly Call[]
  /** Goes on, after a restart, with the calls on disk, and compares the live ones with Twilio. */
  recover(): Promise<void>
  close(): Promise<void>
}

export type CallsDeps = Omit<CallWorkerDeps, 'forget' | 'store'> & { readonly store: CallStore }

export function createCalls(deps: CallsDeps): Calls {
  const workers = new Map<string, CallWorker>()

  function adopt(call: Call): CallWorker {
    const forget = (callId: string) => workers.delete(callId)
    const worker = createCallWorker({ ...deps, forget }, call)
    workers.set(call.callId, worker)
    return worker
  }

  const all = () => [...workers.values()].map((worker) => worker.call())
  const liveCallsOf = (identity: string) =>
    all().filter((call) => agentsOf(call).includes(identity))
  return {
    begin: (call) => adopt(call).begin(),
    async dispatch(callId, event) {
      const worker = workers.get(callId)
      return worker === undefined ? null : worker.dispatch(event)
    },
    find: (callId) => workers.get(callId)?.call() ?? null,
    findByCustomerCall: (sid) => all().find(({ customer }) => customer.callSid === sid) ?? null,
    all,
    shown: () => [...workers.values()].map((worker) => worker.shown()),
    liveCallOf: (identity) => liveCallsOf(identity)[0] ?? null,
    liveCallsOf,
    async recover() {
      for (const { call, pending } of await deps.store.loadUnfinished()) {
        const live = call.phase.kind !== 'ended'
        const again = pending.filter(isRepeatable)
        const worker = adopt(call)
        await worker.resume(live ? [...again, { kind: 'read-back', upTo: call.asks }] : again)
      }
    },
    async close() {
      await Promise.all([...workers.values()].map((worker) => worker.close()))
    },
  }
}
