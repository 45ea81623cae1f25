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
import type { Seals } from '../webhooks/seals.ts'
import { buildApps, webhookDeps } from './apps.ts'
import type { Conversations } from './conversations.ts'
import type { Ground } from './ground.ts'
import { reachable } from './people.ts'

interface Served extends Conversations {
  readonly answersTo: AnswersTo
  agents(): Promise<readonly Agent[]>
  readonly guard: Guard
  readonly live: LiveSessions
  readonly presence: Presence
  readonly seals: Seals
  readonly sessions: Sessions
  readonly tickets: TaskTickets
  readonly workers: Workers
  readonly writes: Writes
}

/** What desks and Twilio ask for, over HTTP. Nothing listens yet. */
export async function serve(ground: Ground, parts: Served) {
  const { clock, log, twilio } = ground
  const { agents, answersTo, calls, dialling, presence, sessions, workers, wrapUps, writes } = parts
  const reach = {
    ...reachable(ground, agents),
    calls,
    workers,
    dialling,
    canBeRung: presence.canBeRung,
  }
  const assignments = createAssignments({
    clock,
    log,
    gateway: ground.gateway,
    workspace: ground.workspace,
    assign: (form) => assign(webhooks, form),
  })
  const webhooks: WebhookDeps = {
    ...webhookDeps(ground, parts),
    tickets: parts.tickets,
    seals: parts.seals,
    guard: parts.guard,
    workers,
    assignments,
  }
  const apps = await buildApps(ground, {
    health: () => ({
      disk: writes.health(),
      twilio: ground.twilioHealth(),
      dialling: dialling.alarm(),
    }),
    auth: {
      sessions,
      version,
      demoAccounts: ground.demoAccounts,
      secure: () => ground.publicUrl().startsWith('https:'),
    },
    parties: {
      ...reach,
      targets: createTargets({ ...reach, clock, gateway: ground.gateway, agents }),
    },
    dial: { ...reach, clock, callerIds: twilio.callerIds },
    wrapUps,
    answersTo,
    webhooks,
    twilioAccess: (agent) => twilioAccessFor(agent, { clock, workers, twilio }),
  })
  return { ...apps, assignments }
}
