import type { Calls } from '../calls/calls.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import type { WorkspaceFacts } from '../twilio/gateway.ts'
import type { WebhookSecrets } from '../twilio/signature.ts'
import type { Urls } from './urls.ts'

export interface WebhookDeps {
  readonly clock: Clock
  readonly calls: Calls
  readonly log: Logger
  readonly secrets: WebhookSecrets
  readonly workflowSid: string
  readonly workspace: WorkspaceFacts
  readonly tenant: string
  readonly ringSeconds: number
  /** Known once the server listens. */
  urls(): Urls
  publicUrl(): string
}
