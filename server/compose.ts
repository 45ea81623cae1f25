import { join, resolve } from 'node:path'
import { buildApp } from './app.ts'
import { createAccessTokens } from './auth/access-tokens.ts'
import { createAccounts } from './auth/accounts-store.ts'
import type { Account } from './auth/accounts-store.ts'
import { createAttempts } from './auth/attempts.ts'
import { createSessionStore } from './auth/session-store.ts'
import { createSessions } from './auth/sessions.ts'
import { createCallStore } from './calls/call-store.ts'
import { createCalls } from './calls/calls.ts'
import type { HistoryEntry } from './calls/call-command.ts'
import type { CallEvent } from './calls/call-event.ts'
import { agentsOf } from './calls/call.ts'
import type { Call } from './calls/call.ts'
import type { Calls, CallsDeps } from './calls/calls.ts'
import { waitingForWrapUp } from './calls/tasks.ts'
import { recordingPolicy } from './calls/recording-policy.ts'
import { runCommand } from './calls/run-command.ts'
import { wallAt } from './clock.ts'
import type { Clock } from './clock.ts'
import type { OwnSettings, TwilioSettings } from './config/config.ts'
import type { Secret } from './config/secret.ts'
import type { Welcome } from './contract/session.ts'
import { createWrites } from './disk/writes.ts'
import type { Writes } from './disk/writes.ts'
import { createDesk } from './desk/desk.ts'
import { createRevisions } from './desk/revisions.ts'
import type { DirectoryEntry } from './directory/directory.ts'
import { createHistory } from './history/history.ts'
import type { History } from './history/history.ts'
import type { Logger } from './log/logger.ts'
import { createPresence } from './presence/presence.ts'
import { createTakenOutStore } from './presence/taken-out-store.ts'
import { createRealtime } from './realtime/socket.ts'
import { ROOT } from './root.ts'
import { createTargets } from './routing/targets.ts'
import { createWorkers } from './routing/workers.ts'
import type { Workers } from './routing/workers.ts'
import { twilioAccessFor } from './routing/twilio-access.ts'
import { saveRun } from './store/server-runs.ts'
import { limitLockWait } from './store/store.ts'
import type { Store } from './store/store.ts'
import { createSweep } from './sweep/sweep.ts'
import type { Sweep } from './sweep/sweep.ts'
import type { TwilioGateway, WorkspaceFacts } from './twilio/gateway.ts'
import type { TwilioHealth } from './twilio/health/watched-gateway.ts'
import { version } from './version.ts'
import type { WebhookDeps } from './webhooks/deps.ts'
import { createWebhookAnswers } from './webhooks/once/answers-store.ts'
import { createOverCallers } from './webhooks/once/over-callers.ts'
import type { Urls } from './webhooks/urls.ts'
import { createTaskCloser } from './wrapup/close-task.ts'
import { callsWithWork, createWrapUpStore } from './wrapup/wrap-up-store.ts'
import { createWrapUps } from './wrapup/wrap-ups.ts'
import type { WrapUps } from './wrapup/wrap-ups.ts'

/** What the parts are made from: the outside world, and what was read of it before. */
export interface Ground {
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  /** Which start of a server on this store it is. */
  readonly run: number
  readonly gateway: TwilioGateway
  /** How the gateway fares. */
  twilioHealth(): TwilioHealth
  readonly workspace: WorkspaceFacts
  readonly own: OwnSettings
  readonly twilio: TwilioSettings
  readonly tokenSecret: Secret
  readonly demoAccounts: Welcome['demoAccounts']
  readonly directory: readonly DirectoryEntry[]
  /** Both are known once the server listens. */
  publicUrl(): string
  urls(): Urls
}

/** Wires every part to the others. Nothing listens, and nothing has been asked of Twilio, when it returns. */
export async function compose(ground: Ground) {
  const { clock, log, store, own, twilio } = ground
  const writes = await openWrites(ground, () => {
    sweep.soon('the disk had failed')
    realtime.connected().forEach((identity) => desk.changed(identity))
  })
  const { presence, workers, accounts, agents } = people(ground, writes, (who) => desk.changed(who))
  const history = createHistory(store, writes)
  // Sockets show the desk, and the desk knows who is looking: each is reached when it is needed.
  const realtime = createRealtime({
    log,
    sessions: () => sessions,
    snapshot: (identity, timeZone) => desk.open(identity, timeZone),
    report: (identity, report) => presence.report(identity, report),
  })
  const sessions = createSessions({
    clock,
    log,
    accounts,
    store: createSessionStore(store, writes),
    tokens: createAccessTokens(ground.tokenSecret, clock),
    attempts: createAttempts(clock),
    demoAllowed: ground.demoAccounts.length > 0,
    ended: (sessionId) => realtime.endSession(sessionId),
    signedOut: (agent) => presence.signedOut(agent.identity),
  })
  const { calls, sweep, wrapUps } = conversations(ground, writes, history, workers, {
    agent: (identity) => desk.changed(identity),
    missed: (identity) => presence.missed(identity),
    call(before, after) {
      desk.callChanged(before, after)
      for (const identity of leftBetween(before, after)) {
        if (calls.liveCallOf(identity) === null) void workers.free(identity)
      }
    },
  })
  const desk = createDesk({
    clock,
    log,
    history,
    wrapUps,
    calls,
    presence,
    callerIds: twilio.callerIds,
    country: own.country,
    nameOf: async (identity) => (await accounts.byIdentity(identity))?.agent.displayName ?? '',
    connected: () => realtime.connected(),
    nextRevision: createRevisions(ground.run),
    push: (identity, snapshot) => realtime.push(identity, snapshot),
  })
  const whom = {
    ...reachable(ground),
    calls,
    workers,
    teammate: async (userId: string) =>
      (await agents()).find((agent) => agent.userId === userId) ?? null,
    canBeRung: presence.canBeRung,
  }
  const app = await buildApp({
    log,
    health: () => ({ disk: writes.health(), twilio: ground.twilioHealth() }),
    auth: {
      sessions,
      version,
      demoAccounts: ground.demoAccounts,
      secure: () => ground.publicUrl().startsWith('https:'),
    },
    parties: {
      ...whom,
      targets: createTargets({ ...whom, clock, gateway: ground.gateway, agents }),
    },
    dial: { ...whom, clock, callerIds: twilio.callerIds },
    wrapUps,
    webhooks: webhookDeps(ground, writes, calls, sweep),
    endpoints: twilio.endpoints,
    web: resolve(ROOT, own.web),
    sounds: join(ROOT, 'resources', 'sounds'),
    twilioAccess: (agent) => twilioAccessFor(agent, { clock, workers, twilio }),
  })
  return { app, calls, desk, presence, realtime, sweep, workers, wrapUps, writes }
}

/** From here on nothing waits long for the disk. `well` is called when one that failed has everything. */
async function openWrites({ clock, log, store, run }: Ground, well: () => void): Promise<Writes> {
  await limitLockWait(store)
  const writes = createWrites({ clock, log, random: Math.random, well })
  await writes.put('run of the server', () => saveRun(store, run))
  return writes
}

/** A demo account exists for the sandbox alone. */
function isEntered({ demoAccounts }: Ground): (account: Account) => boolean {
  return ({ demo }) => !demo || demoAccounts.length > 0
}

/** Calls, and the after-call work that they leave. */
function conversations(
  ground: Ground,
  writes: Writes,
  history: History,
  workers: Workers,
  changed: {
    agent(identity: string): void
    missed(identity: string): void
    call: CallsDeps['changed']
  },
): { readonly calls: Calls; readonly sweep: Sweep; readonly wrapUps: WrapUps } {
  const { clock, log, store, gateway, workspace, own, twilio } = ground
  const callStore = createCallStore(store, writes)
  const wrapUpStore = createWrapUpStore(store, writes)
  const tasks = createTaskCloser({
    clock,
    log,
    gateway,
    async reservationsOf({ callId, identity }) {
      const call = calls.find(callId) ?? (await callStore.load(callId))
      return call === null ? [] : waitingForWrapUp(call, identity)
    },
    closed: (key) => wrapUpStore.taskClosed(key),
  })
  const wrapUps = createWrapUps({
    clock,
    log,
    store: wrapUpStore,
    history,
    tasks,
    settings: own,
    changed: (identity) => changed.agent(identity),
  })
  const commands = {
    gateway,
    workspace,
    workflowSid: twilio.workflowSid,
    callerIds: twilio.callerIds,
    recording: recordingPolicy(own),
    engaged: (workerSid: string) => workers.engaged(workerSid),
    urls: () => ground.urls(),
    log,
    async record(call: Call, entry: HistoryEntry) {
      await history.record(call, { ...entry, startedAt: wallAt(clock, entry.startedAt) })
      if (entry.identity === null) return
      if (entry.outcome === 'missed') changed.missed(entry.identity)
      changed.agent(entry.identity)
    },
    startWrapUp: wrapUps.start,
    withdrawWrapUp: wrapUps.withdraw,
    dispatch: (callId: string, event: CallEvent) => calls.dispatch(callId, event),
  }
  const calls = createCalls({
    clock,
    log,
    store: callStore,
    changed: changed.call,
    run: (call, command, tried) => runCommand(commands, call, command, tried),
    missed: () => sweep.soon('a reading found what no callback had told'),
  })
  const unfinished = () => callsWithWork(wrapUpStore)
  const sweep = createSweep({ clock, log, random: Math.random, calls, gateway, unfinished })
  return { calls, sweep, wrapUps }
}

function leftBetween(before: Call | null, after: Call): readonly string[] {
  const now = agentsOf(after)
  return before === null ? [] : agentsOf(before).filter((identity) => !now.includes(identity))
}

/** The people and queues that the settings let agents reach. */
function reachable({ own, directory, workspace }: Ground) {
  const { country, emergencyNumbers } = own
  return { country, emergencyNumbers, directory, queueNames: workspace.queueNames }
}

function webhookDeps(ground: Ground, writes: Writes, calls: Calls, sweep: Sweep): WebhookDeps {
  const { clock, log, store, own, twilio, workspace } = ground
  return {
    clock,
    calls,
    failed: () => sweep.soon('a webhook was not taken'),
    answers: createWebhookAnswers(store, writes),
    overCallers: createOverCallers(store, writes),
    log,
    authToken: twilio.authToken,
    workflowSid: twilio.workflowSid,
    workspace,
    tenant: own.tenant,
    ringSeconds: own.ringSeconds,
    urls: () => ground.urls(),
    publicUrl: () => ground.publicUrl(),
  }
}

/** Accounts, their Workers, and the leases on their presence. */
function people(ground: Ground, writes: Writes, changed: (identity: string) => void) {
  const { clock, log, store, gateway, workspace, own } = ground
  const accounts = createAccounts(store, own.tenant)
  const { offlineActivitySid } = workspace
  const presence = createPresence({
    clock,
    log,
    gateway,
    offlineActivitySid,
    store: createTakenOutStore(store, writes),
    changed,
  })
  const workers = createWorkers({
    gateway,
    callWaiting: own.callWaiting,
    known: (identity, workerSid) => presence.watch(identity, workerSid),
  })
  const agents = async () =>
    (await accounts.list()).filter(isEntered(ground)).map(({ agent }) => agent)
  return { accounts, agents, presence, workers }
}
