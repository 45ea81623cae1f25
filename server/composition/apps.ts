import { join, resolve } from 'node:path'
import { buildApp } from '../app.ts'
import type { AppDeps } from '../app.ts'
import type { LiveSessions } from '../auth/live-sessions.ts'
import type { Calls } from '../calls/runtime/calls.ts'
import type { Writes } from '../disk/writes.ts'
import { allowedHosts, hostName } from '../http/hosts.ts'
import type { AnswersTo } from '../http/require-host.ts'
import { countSetAside } from '../recovery/set-aside.ts'
import { ROOT } from '../root.ts'
import type { Sweep } from '../sweep/sweep.ts'
import type { WebhookDeps } from '../webhooks/deps.ts'
import { createWebhookAnswers } from '../webhooks/once/answers-store.ts'
import { createOverCallers } from '../webhooks/once/over-callers.ts'
import { buildWebhookApp } from '../webhooks/webhook-app.ts'
import type { CompositionDeps } from './composition-deps.ts'

/** What is served, and apart from that what is published for Twilio alone: null where it is served with the rest. */
export async function buildApps(
  deps: CompositionDeps,
  rest: Omit<
    AppDeps,
    'countSetAside' | 'endpoints' | 'log' | 'sounds' | 'trustedProxies' | 'web' | 'webhooksApart'
  >,
) {
  const { log, own, store, twilio } = deps
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
export function hostsOf({ own, publicUrl }: CompositionDeps): AnswersTo {
  return (host) => {
    const name = own.webhookPort === null ? publicUrl() : null
    return allowedHosts({ ...own, publicUrl: name === '' ? null : name }).has(hostName(host))
  }
}

/** What webhooks need beside what is given to them. */
export function makeWebhookDeps(
  deps: CompositionDeps,
  parts: {
    readonly calls: Calls
    readonly live: LiveSessions
    readonly sweep: Sweep
    readonly writes: Writes
  },
): Omit<WebhookDeps, 'assignments' | 'tickets' | 'urlSignatures' | 'workers' | 'guard'> {
  const { clock, log, store, own, twilio, workspace } = deps
  const { calls, live, sweep, writes } = parts
  return {
    clock,
    calls,
    isSignedIn: live.isSignedIn,
    checkSessions() {
      live
        .compareNow()
        .catch((error: unknown) => log.error({ err: error }, 'sessions were not read'))
    },
    onFailed: () => sweep.soon('a webhook was not taken'),
    answers: createWebhookAnswers(store, writes),
    overCallers: createOverCallers(store, writes),
    log,
    secrets: twilio.webhookSecrets,
    workflowSid: twilio.workflowSid,
    workspace,
    ringSeconds: own.ringSeconds,
    urls: () => deps.urls(),
    publicUrl: () => deps.publicUrl(),
  }
}
