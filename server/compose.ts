import { endsCalls } from './auth/open-sessions.ts'
import { getAgentIdentities } from './calls/model/call.ts'
import type { Call } from './calls/model/call.ts'
import type { Calls } from './calls/runtime/calls.ts'
import { createTaskTickets } from './calls/tasks/task-tickets.ts'
import { composeCalls } from './composition/compose-calls.ts'
import type { CompositionDeps } from './composition/composition-deps.ts'
import { composeApps, hostsOf } from './composition/compose-apps.ts'
import { composePeople, composeSessions } from './composition/compose-people.ts'
import type { Accounts } from './auth/accounts-store.ts'
import { createWrites } from './disk/writes.ts'
import type { Writes } from './disk/writes.ts'
import { createDesk } from './desk/desk.ts'
import type { Desk, DeskDeps } from './desk/desk.ts'
import { createGuard } from './guard/guard.ts'
import type { Guard } from './guard/guard.ts'
import { createHistory } from './history/history.ts'
import { createRealtime } from './realtime/socket.ts'
import type { Realtime } from './realtime/socket.ts'
import type { Workers } from './routing/workers.ts'
import { saveRun } from './store/server-runs.ts'
import { limitLockWait } from './store/store.ts'
import { createUrlSignatures } from './twilio/url-signatures.ts'

/** Wires every part to the others. Nothing listens, and nothing has been asked of Twilio, when it returns. */
export async function compose(deps: CompositionDeps) {
  const { log } = deps
  const tickets = createTaskTickets(deps.tokenSecret)
  const urlSignatures = createUrlSignatures(deps.tokenSecret)
  const writes = await openWrites(deps, () => {
    sweep.soon('the disk had failed')
    realtime.connectedAgents().forEach((identity) => desk.update(identity))
  })
  const guard = composeGuard(deps, () => ({ calls, workers }))
  const watching = { writes, guard }
  const { presence, workers, accounts, agents } = composePeople(deps, watching, (who) =>
    desk.update(who),
  )
  const history = createHistory(deps.store, writes)
  // Sockets show the desk, and the desk knows who is looking: each is reached when it is needed.
  const answersTo = hostsOf(deps)
  const realtime = createRealtime({
    log,
    answersTo,
    sessions: () => sessions,
    snapshot: (identity, timeZone) => desk.open(identity, timeZone),
    report: (identity, report) => presence.report(identity, report),
  })
  const { live, sessions } = composeSessions(deps, writes, accounts, {
    onSessionEnded({ sessionId, identity, because, signedInStill }) {
      realtime.endSession(sessionId, because)
      if (!signedInStill && endsCalls(because)) presence.onSignedOut(identity)
    },
    agentsInCalls: () => new Set(calls.all().flatMap(getAgentIdentities)),
    removeFromCalls: (identity) => calls.endAgent(identity),
  })
  const callServices = composeCalls(
    deps,
    { writes, history, workers, tickets },
    {
      onAgentChanged: (identity) => desk.update(identity),
      onCallMissed: (identity) => presence.onCallMissed(identity),
      onCallChanged(before, after) {
        guard.calls.addLegsOf(after)
        desk.onCallChanged(before, after)
        for (const identity of agentsWhoLeft(before, after)) {
          if (calls.liveCallOf(identity) === null) void workers.allowSecondCall(identity)
        }
      },
    },
  )
  const { calls, sweep, wrapUps } = callServices
  const desk = composeDesk(deps, { history, wrapUps, calls, presence, realtime, accounts })
  const apps = await composeApps(deps, {
    ...callServices,
    answersTo,
    agents,
    guard,
    live,
    presence,
    urlSignatures,
    sessions,
    tickets,
    workers,
    writes,
  })
  await live.start()
  return {
    ...apps,
    ...callServices,
    desk,
    guard,
    live,
    presence,
    realtime,
    urlSignatures,
    workers,
    writes,
  }
}

/** Ends first what begins something by itself, then who asks, then calls, and last what they write. */
export async function closeParts(parts: Awaited<ReturnType<typeof compose>>): Promise<void> {
  const { assignments, sweep, live, desk, presence, workers, guard, wrapUps, realtime } = parts
  for (const part of [assignments, sweep, live, desk, presence]) part.close()
  for (const part of [workers, guard, wrapUps, realtime]) part.close()
  await parts.app.close()
  await parts.webhookApp?.close()
  await parts.calls.close()
  await parts.writes.close()
}

/** From here on nothing waits long for the disk. `onRecovered`: the disk had failed and now has everything. */
async function openWrites(
  { clock, log, store, run }: CompositionDeps,
  onRecovered: () => void,
): Promise<Writes> {
  await limitLockWait(store)
  const writes = createWrites({ clock, log, random: Math.random, onRecovered })
  await writes.put('run of the server', () => saveRun(store, run))
  return writes
}

function agentsWhoLeft(before: Call | null, after: Call): readonly string[] {
  const now = getAgentIdentities(after)
  return before === null
    ? []
    : getAgentIdentities(before).filter((identity) => !now.includes(identity))
}

function composeDesk(
  deps: CompositionDeps,
  parts: Pick<DeskDeps, 'history' | 'wrapUps' | 'calls' | 'presence'> & {
    readonly realtime: Realtime
    readonly accounts: Accounts
  },
): Desk {
  const { realtime, accounts } = parts
  return createDesk({
    ...parts,
    clock: deps.clock,
    log: deps.log,
    callerIds: deps.twilio.callerIds,
    country: deps.own.country,
    nameOf: async (identity) => (await accounts.byIdentity(identity))?.agent.displayName ?? '',
    connectedAgents: () => realtime.connectedAgents(),
    run: deps.run,
    push: (identity, snapshot) => realtime.push(identity, snapshot),
  })
}

/** What others do at Twilio is compared with what these know. */
function composeGuard(
  deps: CompositionDeps,
  known: () => { readonly calls: Calls; readonly workers: Workers },
): Guard {
  const { clock, log, gateway, own, twilio } = deps
  return createGuard({
    clock,
    log,
    gateway,
    marks: { mode: own.guard, numbers: twilio.callerIds, tenant: own.tenant },
    workflowSid: twilio.workflowSid,
    calls: () => known().calls.all(),
    identityOf: (workerSid) => known().workers.identityOf(workerSid),
    random: Math.random,
  })
}
