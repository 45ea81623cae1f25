import type { Calls } from '../calls/runtime/calls.ts'
import type { Music } from '../calls/runtime/effect-deps.ts'
import type { TaskTickets } from '../calls/tasks/task-tickets.ts'
import type { Clock } from '../clock.ts'
import type { DirectoryEntry } from '../directory/directory.ts'
import type { Guard } from '../guard/guard.ts'
import type { Logger } from '../log/logger.ts'
import type { Workers } from '../routing/workers.ts'
import type { WorkspaceFacts } from '../twilio/gateway.ts'
import type { WebhookAnswers } from './once/answers-store.ts'
import type { OverCallers } from './once/over-callers.ts'
import type { WebhookSecrets } from '../twilio/signature.ts'
import type { UrlSignatures } from '../twilio/url-signatures.ts'
import type { Assignments } from './assignments.ts'
import type { Urls } from '../twilio/urls.ts'

export interface WebhookDeps {
  readonly clock: Clock
  readonly calls: Calls
  isSignedIn(identity: string): boolean
  /** Compares the sessions with the store now, because somebody has joined a conversation. */
  checkSessions(): void
  readonly log: Logger
  readonly secrets: WebhookSecrets
  /** A webhook got a 5xx from us. */
  onFailed(): void
  readonly answers: WebhookAnswers
  readonly overCallers: OverCallers
  readonly assignments: Assignments
  readonly tickets: TaskTickets
  readonly urlSignatures: UrlSignatures
  readonly workers: Pick<Workers, 'agentOf' | 'trusts'>
  readonly guard: Pick<Guard, 'tasks' | 'calls' | 'alarms'>
  readonly workspace: WorkspaceFacts
  /** Names for the numbers of callers. */
  readonly directory: readonly DirectoryEntry[]
  readonly ringSeconds: number
  readonly music: Music
  /** Known once the server listens. */
  urls(): Urls
  publicUrl(): string
}
