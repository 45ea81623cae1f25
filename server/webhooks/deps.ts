import type { Calls } from '../calls/calls.ts'
import type { Clock } from '../clock.ts'
import type { Secret } from '../config/secret.ts'
import type { Logger } from '../log/logger.ts'
import type { WorkspaceFacts } from '../twilio/gateway.ts'
import type { WebhookAnswers } from './once/answers-store.ts'
import type { OverCallers } from './once/over-callers.ts'
import type { Urls } from './urls.ts'

export interface WebhookDeps {
  readonly clock: Clock
  readonly calls: Calls
  readonly log: Logger
  /** One was answered that we failed. */
  failed(): void
  readonly answers: WebhookAnswers
  readonly overCallers: OverCallers
  readonly authToken: Secret
  readonly workflowSid: string
  readonly workspace: WorkspaceFacts
  readonly tenant: string
  readonly ringSeconds: number
  /** Known once the server listens. */
  urls(): Urls
  publicUrl(): string
}
