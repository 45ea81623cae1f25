import { endsCalls } from './auth/ends-calls.ts'
import { getAgentIdentities } from './calls/model/call.ts'
import type { Call } from './calls/model/call.ts'
import type { Calls } from './calls/runtime/calls.ts'
import { createTaskTickets } from './calls/tasks/task-tickets.ts'
import { hostsOf } from './composition/apps.ts'
import { conversations } from './composition/conversations.ts'
import type { Ground } from './composition/ground.ts'
import { serve } from './composition/serve.ts'
import { people, signIns } from './composition/people.ts'
import type { Accounts } from './auth/accounts-store.ts'
import { createWrites } from './disk/writes.ts'
import type { Writes } from './disk/writes.ts'
import { createDesk } from './desk/desk.ts'
import type { Desk, DeskDeps } from './desk/desk.ts'
import { createRevisions } from './desk/revisions.ts'
import { createGuard } from './guard/guard.ts'
import type { Guard } from './guard/guard.ts'
import { createHistory } from './history/history.ts'
import { createRealtime } from './realtime/socket.ts'
import type { Realtime } from './realtime/socket.ts'
import type { Workers } from './routing/workers.ts'
import { saveRun } from './store/server-runs.ts'
import { limitLockWait } from './store/store.ts'
import { createSeals } from './webhooks/seals.ts'

/** Wires every part to the others. Nothing listens, and nothing has been asked of Twilio, when it returns. */
export async function compose(ground: Ground) {
  const { log } = ground
  const tickets = createTaskTickets(ground.tokenSecret)
  const seals = createSeals(ground.tokenSecret)
  const writes = await openWrites(ground, () => {
    sweep.soon('the disk had failed')
    realtime.connected().forEach((identity) => desk.changed(identity))
  })
  const guard = guardFor(ground, () => ({ calls, workers }))
  const watching = { writes, guard }
  const { presence, workers, accounts, agents } = people(ground, watching, (who) =>
    desk.changed(who),
  )
  const history = createHistory(ground.store, writes)
  // Sockets show the desk, and the desk knows who is looking: each is reached when it is needed.
  const answersTo = hostsOf(ground)
  const realtime = createRealtime({
    log,
    answersTo,
    sessions: () => sessions,
    snapshot: (identity, timeZone) => desk.open(identity, timeZone),
    report: (identity, report) => presence.report(identity, report),
  })
  const { live, sessions } = signIns(ground, writes, accounts, {
    ended({ sessionId, identity, because, signedInStill }) {
      realtime.endSession(sessionId, because)
      if (!signedInStill && endsCalls(because)) presence.signedOut(identity)
    },
    inCalls: () => new Set(calls.all().flatMap(getAgentIdentities)),
    out: (identity) => calls.endAgent(identity),
  })
  const talk = conversations(
    ground,
    { writes, history, workers, tickets },
    {
      agent: (identity) => desk.changed(identity),
      missed: (identity) => presence.missed(identity),
      call(before, after) {
        guard.calls.note(after)
        desk.callChanged(before, after)
        for (const identity of leftBetween(before, after)) {
          if (calls.liveCallOf(identity) === null) void workers.free(identity)
        }
      },
    },
  )
  const { calls, sweep, wrapUps } = talk
  const desk = deskFor(ground, { history, wrapUps, calls, presence, realtime, accounts })
  const served = await serve(ground, {
    ...talk,
    answersTo,
    agents,
    guard,
    live,
    presence,
    seals,
    sessions,
    tickets,
    workers,
    writes,
  })
  await live.begin()
  return { ...served, ...talk, desk, guard, live, presence, realtime, seals, workers, writes }
}

/** From here on nothing waits long for the disk. `well` is called when one that failed has everything. */
async function openWrites({ clock, log, store, run }: Ground, well: () => void): Promise<Writes> {
  await limitLockWait(store)
  const writes = createWrites({ clock, log, random: Math.random, well })
  await writes.put('run of the server', () => saveRun(store, run))
  return writes
}

function leftBetween(before: Call | null, after: Call): readonly string[] {
  const now = getAgentIdentities(after)
  return before === null
    ? []
    : getAgentIdentities(before).filter((identity) => !now.includes(identity))
}

function deskFor(
  ground: Ground,
  parts: Pick<DeskDeps, 'history' | 'wrapUps' | 'calls' | 'presence'> & {
    readonly realtime: Realtime
    readonly accounts: Accounts
  },
): Desk {
  const { realtime, accounts } = parts
  return createDesk({
    ...parts,
    clock: ground.clock,
    log: ground.log,
    callerIds: ground.twilio.callerIds,
    country: ground.own.country,
    nameOf: async (identity) => (await accounts.byIdentity(identity))?.agent.displayName ?? '',
    connected: () => realtime.connected(),
    nextRevision: createRevisions(ground.run),
    push: (identity, snapshot) => realtime.push(identity, snapshot),
  })
}

/** What others do at Twilio is compared with what these know. */
function guardFor(
  ground: Ground,
  known: () => { readonly calls: Calls; readonly workers: Workers },
): Guard {
  const { clock, log, gateway, own, twilio } = ground
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
