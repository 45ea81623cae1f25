import { createAccessTokens } from '../auth/access-tokens.ts'
import { createAccounts, isUsable } from '../auth/accounts-store.ts'
import type { Accounts } from '../auth/accounts-store.ts'
import { createGuesses } from '../auth/guessing/guesses.ts'
import { createPasswordQueue } from '../auth/guessing/password-queue.ts'
import { createLiveSessions } from '../auth/live-sessions.ts'
import type { LiveSessionsDeps } from '../auth/live-sessions.ts'
import { createOpenSessions } from '../auth/open-sessions.ts'
import { createSessionStore } from '../auth/session-store.ts'
import { createSessions } from '../auth/sessions.ts'
import type { Writes } from '../disk/writes.ts'
import type { Guard } from '../guard/guard.ts'
import { createPresence } from '../presence/presence.ts'
import { createTakenOutStore } from '../presence/taken-out-store.ts'
import { createWorkerStore } from '../routing/worker-store.ts'
import { createWorkers } from '../routing/workers.ts'
import type { CompositionDeps } from './composition-deps.ts'

/** Accounts, their Workers, and the leases on their presence. */
export function composePeople(
  deps: CompositionDeps,
  { writes, guard: { alarms } }: { readonly writes: Writes; readonly guard: Pick<Guard, 'alarms'> },
  onChange: (identity: string) => void,
) {
  const { clock, log, store, gateway, workspace, own } = deps
  const accounts = createAccounts(store, own.tenant)
  const { offlineActivitySid } = workspace
  const demoAllowed = deps.demoAccounts.length > 0
  const presence = createPresence({
    clock,
    log,
    gateway,
    offlineActivitySid,
    store: createTakenOutStore(store, writes),
    onChange,
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
      return account !== null && isUsable(account, demoAllowed) ? account.agent : null
    },
    random: Math.random,
    onWorkerKnown: (identity, workerSid) => presence.watch(identity, workerSid),
  })
  const agents = async () =>
    (await accounts.list()).flatMap((each) => (isUsable(each, demoAllowed) ? each.agent : []))
  return { accounts, agents, presence, workers }
}

/** Who is signed in. `follow`: what happens when a session is over. */
export function composeSessions(
  deps: CompositionDeps,
  writes: Writes,
  accounts: Accounts,
  follow: Pick<LiveSessionsDeps, 'onSessionEnded' | 'agentsInCalls' | 'removeFromCalls'>,
) {
  const { clock, log, store, own } = deps
  const stored = createSessionStore(store, writes)
  const open = createOpenSessions(store, stored.unwritten)
  const live = createLiveSessions({ clock, log, tenant: own.tenant, store: open, ...follow })
  const sessions = createSessions({
    clock,
    log,
    accounts,
    store: stored,
    open,
    tokens: createAccessTokens(deps.tokenSecret, clock),
    guesses: createGuesses(clock),
    passwords: createPasswordQueue(),
    demoAllowed: deps.demoAccounts.length > 0,
    live,
  })
  return { live, sessions }
}
