import type { LiveSessions } from '../auth/live-sessions.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { TaskTickets } from '../calls/tasks/task-tickets.ts'
import type { Agent } from '../contract/session.ts'
import type { Writes } from '../disk/writes.ts'
import type { Guard } from '../guard/guard.ts'
import type { AnswersTo } from '../http/require-host.ts'
import type { Presence } from '../presence/presence.ts'
import { createTargets } from '../routing/targets.ts'
import { twilioAccessFor } from '../routing/twilio-access.ts'
import type { Workers } from '../routing/workers.ts'
import { version } from '../version.ts'
import { assign } from '../webhooks/assign.ts'
import { createAssignments } from '../webhooks/assignments.ts'
import type { WebhookDeps } from '../webhooks/deps.ts'
import type { UrlSignatures } from '../twilio/url-signatures.ts'
import { buildApps, makeWebhookDeps } from './apps.ts'
import type { CallServices } from './compose-calls.ts'
import type { CompositionDeps } from './composition-deps.ts'
import { reachableTargets } from './compose-people.ts'

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

/** What desks and Twilio ask for, over HTTP. Nothing listens yet. */
export async function composeApps(deps: CompositionDeps, parts: AppServices) {
  const { clock, log, twilio } = deps
  const { agents, answersTo, calls, dialling, presence, sessions, workers, wrapUps, writes } = parts
  const reach = {
    ...reachableTargets(deps, agents),
    calls,
    workers,
    dialling,
    canBeRung: presence.canBeRung,
  }
  const assignments = createAssignments({
    clock,
    log,
    gateway: deps.gateway,
    workspace: deps.workspace,
    assign: (form) => assign(webhooks, form),
  })
  const webhooks: WebhookDeps = {
    ...makeWebhookDeps(deps, parts),
    tickets: parts.tickets,
    urlSignatures: parts.urlSignatures,
    guard: parts.guard,
    workers,
    assignments,
  }
  const apps = await buildApps(deps, {
    health: () => ({
      disk: writes.health(),
      twilio: deps.twilioHealth(),
      dialling: dialling.alarm(),
    }),
    auth: {
      sessions,
      version,
      demoAccounts: deps.demoAccounts,
      secure: () => deps.publicUrl().startsWith('https:'),
    },
    parties: {
      ...reach,
      targets: createTargets({
        ...reach,
        clock,
        gateway: deps.gateway,
        agents,
        isOnCall: (identity) => calls.liveCallOf(identity) !== null,
      }),
    },
    dial: { ...reach, clock, callerIds: twilio.callerIds },
    wrapUps,
    answersTo,
    webhooks,
    twilioAccess: (agent) => twilioAccessFor(agent, { clock, workers, twilio }),
  })
  return { ...apps, assignments }
}
