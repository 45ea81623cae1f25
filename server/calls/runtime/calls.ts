import { readOr } from '../../disk/read-or.ts'
import { isRepeatable } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { CallStore, StoredCall } from './call-store.ts'
import { createCallWorker } from './call-worker.ts'
import type { CallWorker, CallWorkerDeps } from './call-worker.ts'
import { getAgentIdentities } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { readCall } from '../model/step.ts'

/** Every call that is live or ended recently. */
export interface Calls {
  /** Adds a new call. */
  begin(call: Call): Promise<void>
  /** The call after the event; null when there is no call with this id. */
  dispatch(callId: string, event: CallEvent): Promise<Call | null>
  find(callId: string): Call | null
  findByCustomerCall(callSid: string): Call | null
  /** The same, also for a call that ended long ago. */
  lookUp(callId: string): Promise<Call | null>
  lookUpByCustomerCall(callSid: string): Promise<Call | null>
  all(): readonly Call[]
  /** The calls as the screens show them: an ended one only when its after-call work is there. */
  shown(): readonly Call[]
  /** The live call that rings this agent or that they are in, if any. */
  liveCallOf(identity: string): Call | null
  /** Every live call that rings this agent or that they are in, oldest first. */
  liveCallsOf(identity: string): readonly Call[]
  /** This agent's access has ended: their part in every live call ends. */
  endAgent(identity: string): void
  /** The live calls, with the time of their last event or reading. */
  listQuiet(): readonly { readonly callId: string; readonly since: number }[]
  /** Reads the call from Twilio; the result is an event of the call. */
  read(callId: string): void
  /** Loads the calls on disk after a restart. Twilio is not asked yet. */
  load(): Promise<void>
  /** Continues the loaded calls, and reads the live ones from Twilio. */
  recover(): Promise<void>
  close(): Promise<void>
}

export type CallsDeps = Omit<CallWorkerDeps, 'forget' | 'store'> & { readonly store: CallStore }

const loadOrNull = (reading: Promise<Call | null>) => readOr<Call | null>(reading, null)

export function createCalls(deps: CallsDeps): Calls {
  const workers = new Map<string, CallWorker>()
  /** Loaded, and not continued yet; null before that. */
  let unfinished: readonly StoredCall[] | null = null
  const lastEventAt = new Map<string, number>()

  function startWorker(call: Call): CallWorker {
    const forget = (callId: string) => {
      workers.delete(callId)
      lastEventAt.delete(callId)
    }
    const worker = createCallWorker({ ...deps, forget }, call)
    workers.set(call.callId, worker)
    lastEventAt.set(call.callId, deps.clock.now())
    return worker
  }

  async function load(): Promise<readonly StoredCall[]> {
    if (unfinished !== null) return unfinished
    unfinished = await deps.store.loadUnfinished()
    for (const { call } of unfinished) startWorker(call)
    return unfinished
  }

  function dispatchLater(callId: string, event: CallEvent): void {
    const dispatched = workers.get(callId)?.dispatch(event)
    dispatched?.catch((error: unknown) =>
      deps.log.error({ err: error, callId }, 'an event was not handled'),
    )
  }

  const all = () => [...workers.values()].map((worker) => worker.call())
  const findByCustomerCall = (sid: string) =>
    all().find(({ customer }) => customer.callSid === sid) ?? null

  /** A call that ended long ago, for a late event. A live call is always in memory. */
  async function revive(callId: string): Promise<CallWorker | null> {
    const call = await loadOrNull(deps.store.load(callId))
    const known = workers.get(callId)
    if (known !== undefined) return known
    if (call === null || call.phase.kind !== 'ended') return null
    const worker = startWorker(call)
    await worker.resume([])
    return worker
  }

  const liveCallsOf = (identity: string) =>
    all().filter((call) => getAgentIdentities(call).includes(identity))
  return {
    begin: (call) => startWorker(call).begin(),
    async dispatch(callId, event) {
      const worker = workers.get(callId) ?? (await revive(callId))
      if (worker === null) return null
      lastEventAt.set(callId, deps.clock.now())
      return worker.dispatch(event)
    },
    find: (callId) => workers.get(callId)?.call() ?? null,
    findByCustomerCall,
    lookUp: async (callId) => workers.get(callId)?.call() ?? loadOrNull(deps.store.load(callId)),
    lookUpByCustomerCall: async (callSid) =>
      findByCustomerCall(callSid) ?? loadOrNull(deps.store.loadByCustomerCall(callSid)),
    all,
    shown: () => [...workers.values()].map((worker) => worker.shown()),
    liveCallOf: (identity) => liveCallsOf(identity)[0] ?? null,
    liveCallsOf,
    endAgent(identity) {
      for (const { callId } of liveCallsOf(identity))
        dispatchLater(callId, { kind: 'agent-access-ended', by: identity })
    },
    listQuiet: () =>
      all().flatMap(({ callId, phase }) =>
        phase.kind === 'ended' ? [] : [{ callId, since: lastEventAt.get(callId) ?? 0 }],
      ),
    read(callId) {
      lastEventAt.set(callId, deps.clock.now())
      workers.get(callId)?.read()
    },
    load: () => load().then(() => undefined),
    async recover() {
      for (const stored of await load()) {
        await resumeWorker(workers.get(stored.call.callId) ?? startWorker(stored.call), stored)
      }
    },
    async close() {
      await Promise.all([...workers.values()].map((worker) => worker.close()))
    },
  }
}

/** Runs the effects that were left, and reads a live call from Twilio. */
async function resumeWorker(worker: CallWorker, { call, pending }: StoredCall): Promise<void> {
  const again = pending.filter(isRepeatable)
  await worker.resume(call.phase.kind === 'ended' ? again : [...again, readCall(call)])
}
