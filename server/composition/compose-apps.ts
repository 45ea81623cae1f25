import { resolve } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { buildApp } from '../app.ts'
import type { LiveSessions } from '../auth/live-sessions.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { TaskTickets } from '../calls/tasks/task-tickets.ts'
import type { Agent } from '../contract/session.ts'
import type { Writes } from '../disk/writes.ts'
import type { Guard } from '../guard/guard.ts'
import { allowedHosts, hostName } from '../http/hosts.ts'
import type { AnswersTo } from '../http/hosts.ts'
import type { Presence } from '../presence/presence.ts'
import { countSetAside } from '../recovery/set-aside.ts'
import { ROOT } from '../root.ts'
import { createTargets } from '../routing/targets.ts'
import { twilioAccessFor } from '../routing/twilio-access.ts'
import type { Workers } from '../routing/workers.ts'
import type { UrlSignatures } from '../twilio/url-signatures.ts'
import { assign } from '../webhooks/assign.ts'
import { createAssignments } from '../webhooks/assignments.ts'
import type { WebhookDeps } from '../webhooks/deps.ts'
import { createWebhookAnswers } from '../webhooks/once/answers-store.ts'
import { createOverCallers } from '../webhooks/once/over-callers.ts'
import { buildWebhookApp } from '../webhooks/webhook-app.ts'
import type { CallServices } from './compose-calls.ts'
import type { CompositionDeps } from './composition-deps.ts'

interface AppServices extends CallServices {
  readonly answersTo: AnswersTo
  agents(): Promise<readonly Agent[]>
  readonly guard: Guard
  readonly live: LiveSessions
  readonly presence: Presence
  readonly urlSignatures: UrlSignatures
  readonly sessions: Sessions
  readonly tickets: TaskTickets
  readonly workers: Workers
  readonly writes: Writes
}

/**
 * What desks and Twilio ask for, over HTTP. Nothing listens yet. `webhookApp` serves only what Twilio asks for; null where
 * `app` serves that too.
 */
export async function composeApps(deps: CompositionDeps, parts: AppServices) {
  const { clock, log, gateway, own, twilio } = deps
  const { agents, answersTo, calls, dialling, presence, sessions, workers, wrapUps, writes } = parts
  const reach = {
    country: own.country,
    emergencyNumbers: own.dialling.emergencyNumbers,
    directory: deps.directory,
    queueNames: deps.workspace.queueNames,
    teammate: async (userId: string) =>
      (await agents()).find((agent) => agent.userId === userId) ?? null,
    calls,
    workers,
    dialling,
    canBeRung: presence.canBeRung,
  }
  const isOnCall = (identity: string) => calls.liveCallOf(identity) !== null
  const webhooks = composeWebhooks(deps, parts)
  const forTwilio = {
    webhooks,
    trustedProxies: own.trustedProxies,
  }
  const webhooksApart = own.webhookPort !== null
  const app = await buildApp({
    ...forTwilio,
    log,
    webhooksApart,
    answersTo,
    endpoints: twilio.endpoints,
    web: resolve(ROOT, own.web),
    health: async () => ({
      disk: writes.health(),
      twilio: deps.twilioHealth(),
      dialling: dialling.alarm(),
      setAside: await countSetAside(deps.store).catch(() => null),
    }),
    auth: {
      sessions,
      version: manifest.version,
      demoAccounts: deps.demoAccounts,
      customerPage: deps.customerPage,
      secure: () => deps.publicUrl().startsWith('https:'),
    },
    parties: { ...reach, targets: createTargets({ ...reach, clock, gateway, agents, isOnCall }) },
    dial: { ...reach, clock, callerIds: twilio.callerIds },
    wrapUps,
    twilioAccess: (agent) => twilioAccessFor(agent, { clock, workers, twilio }),
  })
  const webhookApp = webhooksApart ? await buildWebhookApp(forTwilio) : null
  return { app, webhookApp, assignments: webhooks.assignments }
}

function composeWebhooks(deps: CompositionDeps, parts: AppServices): WebhookDeps {
  const { clock, log, store, gateway, own, twilio, workspace } = deps
  const { calls, live, sweep, writes, tickets, urlSignatures, guard, workers } = parts
  const webhooks: WebhookDeps = {
    clock,
    log,
    calls,
    tickets,
    urlSignatures,
    guard,
    workers,
    workspace,
    directory: deps.directory,
    isSignedIn: live.isSignedIn,
    checkSessions() {
      live
        .compareNow()
        .catch((error: unknown) => log.error({ err: error }, 'sessions were not read'))
    },
    onFailed: () => sweep.soon('a webhook was not taken'),
    answers: createWebhookAnswers(store, writes),
    overCallers: createOverCallers(store, writes),
    assignments: createAssignments({
      clock,
      log,
      gateway,
      workspace,
      assign: (form) => assign(webhooks, form),
    }),
    secrets: twilio.webhookSecrets,
    music: own.music,
    ringSeconds: own.ringSeconds,
    urls: () => deps.urls(),
    publicUrl: () => deps.publicUrl(),
  }
  return webhooks
}

/** With one port the public name is for everything; with a port for webhooks it is only for these. */
export function hostsOf({ own, publicUrl }: CompositionDeps): AnswersTo {
  return (host) => {
    const name = own.webhookPort === null ? publicUrl() : ''
    return allowedHosts({ ...own, publicUrl: name === '' ? null : name }).has(hostName(host))
  }
}
