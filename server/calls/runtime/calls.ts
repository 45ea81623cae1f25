import { readOr } from '../../disk/read-or.ts'
import { isRepeatable } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { CallStore, StoredCall } from './call-store.ts'
import { createCallWorker } from './call-worker.ts'
import type { CallWorker, CallWorkerDeps } from './call-worker.ts'
import { getAgentIdentities } from '../model/call.ts'
import type { Call } from '../model/call.ts'

/** Every call that is live or ended a little while ago. */
export interface Calls {
  /** Takes a new call in. */
  begin(call: Call): Promise<void>
  /** What became of the call, or null when there is none of this id. */
  dispatch(callId: string, event: CallEvent): Promise<Call | null>
  find(callId: string): Call | null
  findByCustomerCall(callSid: string): Call | null
  /** The same also for a call that ended long ago. */
  lookUp(callId: string): Promise<Call | null>
  lookUpByCustomerCall(callSid: string): Promise<Call | null>
  all(): readonly Call[]
  /** The same as the screens show them: an ended one only when its after-call work is there. */
  shown(): readonly Call[]
  /** The live call that this agent is rung for or part of, if any. */
  liveCallOf(identity: string): Call | null
  /** Every live call that this agent is rung for or part of, in the order in which they began. */
  liveCallsOf(identity: string): readonly Call[]
  /** This agent may talk to nobody any more: their part in every live call ends. */
  endAgent(identity: string): void
  /** The live calls, with when each was last heard of, or looked at. */
  listQuiet(): readonly { readonly callId: string; readonly since: number }[]
  /** Asks Twilio what is true of it; what came of that is an event of the call. */
  read(callId: string): void
  /** Takes in, after a restart, the calls on disk. Nothing is asked of Twilio yet. */
  load(): Promise<void>
  /** Goes on with them, and compares the live ones with Twilio. */
  recover(): Promise<void>
  close(): Promise<void>
}

export type CallsDeps = Omit<CallWorkerDeps, 'forget' | 'store'> & { readonly store: CallStore }

const loaded = (reading: Promise<Call | null>) => readOr<Call | null>(reading, null)

export function createCalls(deps: CallsDeps): Calls {
  const workers = new Map<string, CallWorker>()
  /** Taken in, and not gone on with yet; null before. */
  let found: readonly StoredCall[] | null = null
  const heard = new Map<string, number>()

  function adopt(call: Call): CallWorker {
    const forget = (callId: string) => {
      workers.delete(callId)
      heard.delete(callId)
    }
    const worker = createCallWorker({ ...deps, forget }, call)
    workers.set(call.callId, worker)
    heard.set(call.callId, deps.clock.now())
    return worker
  }

  async function load(): Promise<readonly StoredCall[]> {
    if (found !== null) return found
    found = await deps.store.loadUnfinished()
    for (const { call } of found) adopt(call)
    return found
  }

  function tell(callId: string, event: CallEvent): void {
    const told = workers.get(callId)?.dispatch(event)
    told?.catch((error: unknown) => deps.log.error({ err: error, callId }, 'not taken'))
  }

  const all = () => [...workers.values()].map((worker) => worker.call())
  const findByCustomerCall = (sid: string) =>
    all().find(({ customer }) => customer.callSid === sid) ?? null

  /** A call that ended long ago, for something late that is told of it. One that is live is in memory. */
  async function revive(callId: string): Promise<CallWorker | null> {
    const call = await loaded(deps.store.load(callId))
    const known = workers.get(callId)
    if (known !== undefined) return known
    if (call === null || call.phase.kind !== 'ended') return null
    const worker = adopt(call)
    await worker.resume([])
    return worker
  }

  const liveCallsOf = (identity: string) =>
    all().filter((call) => getAgentIdentities(call).includes(identity))
  return {
    begin: (call) => adopt(call).begin(),
    async dispatch(callId, event) {
      const worker = workers.get(callId) ?? (await revive(callId))
      if (worker === null) return null
      heard.set(callId, deps.clock.now())
      return worker.dispatch(event)
    },
    find: (callId) => workers.get(callId)?.call() ?? null,
    findByCustomerCall,
    lookUp: async (callId) => workers.get(callId)?.call() ?? loaded(deps.store.load(callId)),
    lookUpByCustomerCall: async (callSid) =>
      findByCustomerCall(callSid) ?? loaded(deps.store.loadByCustomerCall(callSid)),
    all,
    shown: () => [...workers.values()].map((worker) => worker.shown()),
    liveCallOf: (identity) => liveCallsOf(identity)[0] ?? null,
    liveCallsOf,
    endAgent(identity) {
      for (const { callId } of liveCallsOf(identity))
        tell(callId, { kind: 'agent-access-ended', by: identity })
    },
    listQuiet: () =>
      all().flatMap(({ callId, phase }) =>
        phase.kind === 'ended' ? [] : [{ callId, since: heard.get(callId) ?? 0 }],
      ),
    read(callId) {
      heard.set(callId, deps.clock.now())
      workers.get(callId)?.read()
    },
    async load() {
      await load()
    },
    async recover() {
      for (const stored of await load()) {
        await resumeWorker(workers.get(stored.call.callId) ?? adopt(stored.call), stored)
      }
    },
    async close() {
      await Promise.all([...workers.values()].map((worker) => worker.close()))
    },
  }
}

/** With what was decided and not done, and with a look at what Twilio says of a live one. */
async function resumeWorker(worker: CallWorker, { call, pending }: StoredCall): Promise<void> {
  const again = pending.filter(isRepeatable)
  const live = call.phase.kind !== 'ended'
  await worker.resume(
    live ? [...again, { kind: 'read-call', asOfRequest: call.requestCount }] : again,
  )
}
