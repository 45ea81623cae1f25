import type { DialReply, DialRequest, TargetsReply } from '../../server/contract/commands.ts'
import type { ReadinessReport } from '../../server/contract/realtime.ts'
import type { TwilioAccess } from '../../server/contract/twilio-access.ts'
import type { WrapUpDraft } from '../../server/contract/wrap-up-draft.ts'
import type { CommandName, LinkEvent, SessionEvent } from '../domain/model/events.ts'
import type { Request } from '../domain/model/request.ts'
import type { ServerResult } from './result.ts'

export type ServerEvent = LinkEvent | Extract<SessionEvent, { readonly kind: 'server-signed-out' }>

/** Our own server: commands over HTTP, whole snapshots over the realtime connection. */
export interface ServerPort {
  /** Where the server is: an origin, or '' for the page's own. */
  setUrl(url: string): void
  /** The access token for all later requests; null forgets it. */
  authorize(accessToken: string | null): void
  twilioAccess(): Promise<ServerResult<TwilioAccess>>
  dial(request: DialRequest): Promise<ServerResult<DialReply>>
  /** Takes back a customer that this agent transferred to a queue. As after `dial`, our own leg connects next. */
  retrieve(callId: string): Promise<ServerResult<DialReply>>
  command(command: CommandName, callId: string): Promise<ServerResult<void>>
  /** Success means that the server accepted it; a snapshot confirms it. */
  request(request: Request): Promise<ServerResult<void>>
  targets(): Promise<ServerResult<TargetsReply>>
  saveNotes(callId: string, notes: string): Promise<ServerResult<void>>
  saveDraft(callId: string, draft: WrapUpDraft): Promise<ServerResult<void>>
  completeWrapUp(callId: string, draft: WrapUpDraft): Promise<ServerResult<void>>
  /** Opens the realtime connection, or does nothing when it is open or opening. */
  connect(): void
  /** Drops the connection as it is and opens a new one now. */
  reconnect(): void
  disconnect(): void
  report(report: ReadinessReport): void
  onEvent(listener: (event: ServerEvent) => void): () => void
}
