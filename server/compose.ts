import { endsCalls } from './auth/open-sessions.ts'
import { getAgentIdentities } from './calls/model/call.ts'
import type { Call } from './calls/model/call.ts'
import type { Calls } from './calls/runtime/calls.ts'
import { createTaskTickets } from './calls/tasks/task-tickets.ts'
import { composeCalls } from './composition/compose-calls.ts'
import type { CompositionDeps } from './composition/composition-deps.ts'
import { composeApps, hostsOf } from './composition/compose-apps.ts'
import { composePeople, composeSessions } from './composition/compose-people.ts'
import { composeSigns } from './composition/compose-signs.ts'
import { createWrites } from './disk/writes.ts'
import type { Writes } from './disk/writes.ts'
import { createDesk } from './desk/desk.ts'
import { createGuard } from './guard/guard.ts'
import type { Guard } from './guard/guard.ts'
import { createHistory } from './history/history.ts'
import { createRealtime } from './realtime/socket.ts'
import type { Workers } from './routing/workers.ts'
import { saveRun } from './store/server-runs.ts'
import { limitLockWait } from './store/store.ts'
import { createUrlSignatures } from './twilio/url-signatures.ts'

/** Wires every part to the others. Nothing listens, and nothing has been asked of Twilio, when it returns. */
export async function compose(deps: CompositionDeps) {
  const { clock, log } = deps
  const tickets = createTaskTickets(deps.tokenSecret)
  const urlSignatures = createUrlSignatures(deps.tokenSecret)
  // Parts that need each other are reached when they are used.
  const updateDesk = (identity: string) => desk.update(identity)
  const writes = await openWrites(deps, () => {
    sweep.soon('the disk had failed')
    realtime.connectedAgents().forEach(updateDesk)
  })
  const guard = composeGuard(deps, () => ({ calls, workers }))
  const people = composePeople(deps, { writes, guard }, updateDesk)
  const { presence, workers, accounts, agents } = people
  const history = createHistory(deps.store, writes)
  const answersTo = hostsOf(deps)
  const realtime = createRealtime({
    log,
    answersTo,
    sessions: () => sessions,
    snapshot: (identity, timeZone) => desk.open(identity, timeZone),
    report: (identity, report) => presence.report(identity, report),
    onConnected: (identity, givesSigns) => signs.onConnected(identity, givesSigns),
    onSign: (identity) => signs.hear(identity),
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
      onAgentChanged: updateDesk,
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
  const signs = composeSigns(deps, { calls, live, realtime })
  const desk = createDesk({
    clock,
    log,
    history,
    wrapUps,
    calls,
    presence,
    callerIds: deps.twilio.callerIds,
    country: deps.own.country,
    run: deps.run,
    nameOf: async (identity) => (await accounts.byIdentity(identity))?.agent.displayName ?? '',
    connectedAgents: () => realtime.connectedAgents(),
    push: (identity, snapshot) => realtime.push(identity, snapshot),
  })
  const parts = { ...callServices, guard, live, presence, signs, urlSignatures, workers, writes }
  const apps = await composeApps(deps, { ...parts, answersTo, agents, sessions, tickets })
  await live.start()
  return { ...parts, ...apps, desk, realtime }
}

/** Ends first what begins something by itself, then who asks, then calls, and last what they write. */
export async function closeParts(parts: Awaited<ReturnType<typeof compose>>): Promise<void> {
  const { assignments, sweep, live, signs, desk, presence, workers, guard, wrapUps, realtime } =
    parts
  for (const part of [assignments, sweep, live, signs, desk, presence]) part.close()
  for (const part of [workers, guard, wrapUps, realtime]) part.close()
  await parts.app.close()
  await parts.webhookApp?.close()
  await parts.calls.close()
  await parts.writes.close()
}

/** From here on nothing waits long for a locked disk. `onRecovered`: the disk had failed, and now has everything. */
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

/** `known`: what the server itself did at Twilio. */
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
