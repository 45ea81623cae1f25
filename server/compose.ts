import { join, resolve } from 'node:path'
import { buildApp } from './app.ts'
import type { AppDeps } from './app.ts'
import { createAccessTokens } from './auth/access-tokens.ts'
import { createAccounts } from './auth/accounts-store.ts'
import type { Account, Accounts } from './auth/accounts-store.ts'
import { endsCalls } from './auth/ends-calls.ts'
import { createGuesses } from './auth/guessing/guesses.ts'
import { createPasswordQueue } from './auth/guessing/password-queue.ts'
import { createLiveSessions } from './auth/live-sessions.ts'
import type { LiveSessions, LiveSessionsDeps } from './auth/live-sessions.ts'
import { createOpenSessions } from './auth/open-sessions.ts'
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
import { createTaskTickets } from './calls/own-tasks/task-tickets.ts'
import type { TaskTickets } from './calls/own-tasks/task-tickets.ts'
import { recordingPolicy } from './calls/recording-policy.ts'
import { runCommand } from './calls/run-command.ts'
import { wallAt } from './clock.ts'
import type { Clock } from './clock.ts'
import type { OwnSettings, TwilioSettings } from './config/config.ts'
import type { Secret } from './config/secret.ts'
import type { Agent, Welcome } from './contract/session.ts'
import { createDesk } from './desk/desk.ts'
import type { Desk, DeskDeps } from './desk/desk.ts'
import { createRevisions } from './desk/revisions.ts'
import { createDialling } from './dialling/dialling.ts'
import type { Dialling } from './dialling/dialling.ts'
import { guardRings } from './dialling/guard-rings.ts'
import { createLegStore } from './dialling/leg-store.ts'
import { policyOf } from './dialling/policy-of.ts'
import type { DirectoryEntry } from './directory/directory.ts'
import { createGuard } from './guard/guard.ts'
import type { Guard } from './guard/guard.ts'
import { createHistory } from './history/history.ts'
import type { History } from './history/history.ts'
import { allowedHosts, hostName } from './http/hosts.ts'
import type { AnswersTo } from './http/require-host.ts'
import type { Logger } from './log/logger.ts'
import { createPresence } from './presence/presence.ts'
import { createTakenOutStore } from './presence/taken-out-store.ts'
import { countSetAside } from './recovery/set-aside.ts'
import { createRealtime } from './realtime/socket.ts'
import type { Realtime } from './realtime/socket.ts'
import { ROOT } from './root.ts'
import { createTargets } from './routing/targets.ts'
import { createWorkerStore } from './routing/worker-store.ts'
import { createWorkers } from './routing/workers.ts'
import type { Workers } from './routing/workers.ts'
import { twilioAccessFor } from './routing/twilio-access.ts'
import type { Store } from './store/store.ts'
import type { TwilioGateway, WorkspaceFacts } from './twilio/gateway.ts'
import { version } from './version.ts'
import type { WebhookDeps } from './webhooks/deps.ts'
import { createSeals } from './webhooks/seals.ts'
import type { Urls } from './webhooks/urls.ts'
import { buildWebhookApp } from './webhooks/webhook-app.ts'
import { createTaskCloser } from './wrapup/close-task.ts'
import { createWrapUpStore } from './wrapup/wrap-up-store.ts'
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
  const { clock, log, store, twilio } = ground
  const tickets = createTaskTickets(ground.tokenSecret)
  const seals = createSeals(ground.tokenSecret)
  const guard = guardFor(ground, () => ({ calls, workers }))
  const { presence, workers, accounts, agents } = people(ground, guard, (who) => desk.changed(who))
  const history = createHistory(store)
  // Sockets show the desk, and the desk knows who is looking: each is reached when it is needed.
  const answersTo = hostsOf(ground)
  const realtime = createRealtime({
    log,
    answersTo,
    sessions: () => sessions,
    snapshot: (identity, timeZone) => desk.open(identity, timeZone),
    report: (identity, report) => presence.report(identity, report),
  })
  const { live, sessions } = signIns(ground, accounts, {
    ended({ sessionId, identity, because, signedInStill }) {
      realtime.endSession(sessionId, because)
      if (!signedInStill && endsCalls(because)) presence.signedOut(identity)
    },
    inCalls: () => new Set(calls.all().flatMap(agentsOf)),
    out: (identity) => calls.endAgent(identity),
  })
  const { calls, dialling, wrapUps } = conversations(
    ground,
    { history, workers, tickets },
    {
      agent: (identity) => desk.changed(identity),
      missed: (identity) => presence.missed(identity),
      call(before, after) {
        guard.calls.note(after)
        desk.callChanged(before, after)
        const now = agentsOf(after)
        for (const identity of before === null ? [] : agentsOf(before)) {
          if (now.includes(identity)) continue
          if (calls.liveCallOf(identity) === null) void workers.free(identity)
        }
      },
    },
  )
  const desk = deskFor(ground, { history, wrapUps, calls, presence, realtime, accounts })
  const whom = {
    ...reachable(ground, agents),
    calls,
    workers,
    dialling,
    canBeRung: presence.canBeRung,
  }
  const apps = await buildApps(ground, {
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
    answersTo,
    webhooks: { ...webhookDeps(ground, calls, live), tickets, seals, workers, guard },
    dialAlarm: dialling.alarm,
    twilioAccess: (agent) => twilioAccessFor(agent, { clock, workers, twilio }),
  })
  await live.begin()
  return {
    ...apps,
    calls,
    desk,
    dialling,
    guard,
    live,
    presence,
    realtime,
    seals,
    workers,
    wrapUps,
  }
}

/** What is served, and apart from that what is published for Twilio alone: null where it is served with the rest. */
async function buildApps(
  ground: Ground,
  rest: Omit<
    AppDeps,
    'countSetAside' | 'endpoints' | 'log' | 'sounds' | 'trustedProxies' | 'web' | 'webhooksApart'
  >,
) {
  const { log, own, store, twilio } = ground
  const forTwilio = {
    webhooks: rest.webhooks,
    trustedProxies: own.trustedProxies,
    sounds: join(ROOT, 'resources', 'sounds'),
  }
  const webhooksApart = own.webhookPort !== null
  const web = resolve(ROOT, own.web)
  const app = await buildApp({
    ...rest,
    ...forTwilio,
    log,
    webhooksApart,
    endpoints: twilio.endpoints,
    web,
    countSetAside: () => countSetAside(store).catch(() => null),
  })
  return { app, webhookApp: webhooksApart ? await buildWebhookApp(forTwilio) : null }
}

/** Behind one listener the public name is that of everything; with another for webhooks it is theirs alone. */
function hostsOf({ own, publicUrl }: Ground): AnswersTo {
  return (host) => {
    const name = own.webhookPort === null ? publicUrl() : null
    return allowedHosts({ ...own, publicUrl: name === '' ? null : name }).has(hostName(host))
  }
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

/** Whom agents can reach, as far as the settings say it. */
function reachable({ own, directory, workspace }: Ground, agents: () => Promise<readonly Agent[]>) {
  return {
    country: own.country,
    emergencyNumbers: own.dialling.emergencyNumbers,
    directory,
    queueNames: workspace.queueNames,
    teammate: async (userId: string) =>
      (await agents()).find((agent) => agent.userId === userId) ?? null,
  }
}

/** Who is signed in, and what is to follow when a session is over. */
function signIns(
  ground: Ground,
  accounts: Accounts,
  follow: Pick<LiveSessionsDeps, 'ended' | 'inCalls' | 'out'>,
) {
  const { clock, log, store, own } = ground
  const open = createOpenSessions(store)
  const live = createLiveSessions({ clock, log, tenant: own.tenant, store: open, ...follow })
  const sessions = createSessions({
    clock,
    log,
    accounts,
    store: createSessionStore(store),
    open,
    tokens: createAccessTokens(ground.tokenSecret, clock),
    guesses: createGuesses(clock),
    passwords: createPasswordQueue(),
    demoAllowed: ground.demoAccounts.length > 0,
    live,
  })
  return { live, sessions }
}

/** Accounts that somebody may sign in to. A demo account exists for the sandbox alone. */
function isEntered({ demoAccounts }: Ground): (account: Account) => boolean {
  return ({ demo, disabled }) => !disabled && (!demo || demoAccounts.length > 0)
}

/** Calls, what may be dialled in them, and the after-call work that they leave. */
function conversations(
  ground: Ground,
  parts: { readonly history: History; readonly workers: Workers; readonly tickets: TaskTickets },
  changed: {
    agent(identity: string): void
    missed(identity: string): void
    call: CallsDeps['changed']
  },
): { readonly calls: Calls; readonly dialling: Dialling; readonly wrapUps: WrapUps } {
  const { clock, log, store, gateway, workspace, own, twilio } = ground
  const { history, workers, tickets } = parts
  const policy = policyOf(own, twilio)
  const dialling = createDialling({
    clock,
    log,
    policy,
    store: createLegStore(store),
    find: (callId) => calls.find(callId),
  })
  const callStore = createCallStore(store)
  const wrapUpStore = createWrapUpStore(store)
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
    gateway: guardRings(gateway, policy, own.dialling.legMinutes),
    workspace,
    workflowSid: twilio.workflowSid,
    tickets,
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
    changed(before, after) {
      dialling.callChanged(after)
      changed.call(before, after)
    },
    run: (call, command) => runCommand(commands, call, command),
  })
  return { calls, dialling, wrapUps }
}

function webhookDeps(
  ground: Ground,
  calls: Calls,
  live: LiveSessions,
): Omit<WebhookDeps, 'tickets' | 'seals' | 'workers' | 'guard'> {
  const { clock, log, own, twilio, workspace } = ground
  return {
    clock,
    calls,
    isSignedIn: live.isSignedIn,
    checkSessions() {
      live.look().catch((error: unknown) => log.error({ err: error }, 'sessions were not read'))
    },
    log,
    secrets: twilio.webhookSecrets,
    workflowSid: twilio.workflowSid,
    workspace,
    ringSeconds: own.ringSeconds,
    urls: () => ground.urls(),
    publicUrl: () => ground.publicUrl(),
  }
}

/** Accounts, their Workers, and the leases on their presence. */
function people(
  ground: Ground,
  { alarms }: Pick<Guard, 'alarms'>,
  changed: (identity: string) => void,
) {
  const { clock, log, store, gateway, workspace, own } = ground
  const accounts = createAccounts(store, own.tenant)
  const { offlineActivitySid } = workspace
  const presence = createPresence({
    clock,
    log,
    gateway,
    offlineActivitySid,
    store: createTakenOutStore(store),
    changed,
  })
  const workers = createWorkers({
    clock,
    log,
    alarms,
    gateway,
    store: createWorkerStore(store),
    rule: own.workerAttributes,
    callWaiting: own.callWaiting,
    async agent(identity) {
      const account = await accounts.byIdentity(identity)
      return account !== null && isEntered(ground)(account) ? account.agent : null
    },
    random: Math.random,
    known: (identity, workerSid) => presence.watch(identity, workerSid),
  })
  const agents = async () =>
    (await accounts.list()).filter(isEntered(ground)).map(({ agent }) => agent)
  return { accounts, agents, presence, workers }
}
