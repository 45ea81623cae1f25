import type { Generated } from 'kysely'

/**
 * The tables, as queries see them. Instants are milliseconds since the epoch in the server's own time, but on the wall clock in
 * `history`, which people read. Flags are 0 or 1.
 */
export interface Tables {
  accounts: AccountRow
  sessions: SessionRow
  refresh_tokens: RefreshTokenRow
  calls: CallRow
  wrap_ups: WrapUpRow
  history: HistoryRow
  taken_out: TakenOutRow
  server_runs: ServerRunsRow
  set_aside: SetAsideRow
  dialled_legs: DialledLegRow
  agent_workers: AgentWorkerRow
  webhook_answers: WebhookAnswerRow
  over_callers: OverCallerRow
}

export interface AccountRow {
  user_id: string
  username: string
  display_name: string
  role: string
  password_hash: string
  demo: number
  created_at: number
  /** Null for an account in use. */
  disabled_at: number | null
}

export interface SessionRow {
  session_id: string
  user_id: string
  created_at: number
  /** When its newest refresh token expires. */
  expires_at: number
  ended_at: number | null
  /** A `SessionEnding`; null while it is open, and for a session that ended before this column existed. */
  ended_because: string | null
}

export interface RefreshTokenRow {
  token_hash: string
  session_id: string
  expires_at: number
  used_at: number | null
  /** The token and this salt give its successor; null before there is one, and after it was used. */
  successor_salt: string | null
}

export interface CallRow {
  call_id: string
  customer_call_sid: string | null
  live: number
  updated_at: number
  /** Effects that are not done yet, as JSON. A restart continues with them. */
  pending: string
  /** The whole Call as JSON. The other columns are for queries. */
  state: string
}

export interface WrapUpRow {
  call_id: string
  identity: string
  /** The agent's part in the call, and the id of its entry in the history. */
  party_id: string
  /** The unchanging facts as JSON. */
  facts: string
  started_at: number
  deadline: number
  required: number
  /** A `WrapUpDraft` as JSON. */
  draft: string
  completed_at: number | null
  disposition: string | null
  /** 1 when TaskRouter knows, or needs to know nothing. */
  task_closed: number
}

export interface HistoryRow {
  entry_id: string
  call_id: string
  /** Null when no agent has got the call. */
  identity: string | null
  direction: string
  number: string | null
  /** Pressed after the answer; empty for nothing. */
  digits: Generated<string>
  /** The other side of the call, if it is known. */
  name: string | null
  queue_name: string | null
  started_at: number
  talked_seconds: number
  handle_seconds: number
  outcome: string
  disposition: string | null
}

/** An agent who was taken out of routing, until they are back or choose an Activity. */
export interface TakenOutRow {
  identity: string
  activity_sid: string
  /** When the Activity changed, as TaskRouter writes it. */
  changed_at: string
  since: number
  reason: string
}

/** One row: how often a server has started on this store. */
export interface ServerRunsRow {
  one: number
  runs: number
}

/** A row that could not be read, taken out of its table. */
export interface SetAsideRow {
  id: Generated<number>
  table_name: string
  row_key: string
  /** The whole row as JSON. */
  content: string
  reason: string
  /** On the wall clock, for people. */
  at: number
}

/** Somebody that an agent had rung, kept for a day. */
export interface DialledLegRow {
  call_id: string
  party_id: string
  identity: string
  /** 0 for a desk, which costs nothing. */
  telephone: number
  started_at: number
  ended_at: number | null
}

/** Which Worker is whose. Attributes are JSON objects. */
export interface AgentWorkerRow {
  identity: string
  worker_sid: string
  /** What an administrator wants beside what the server sets: skills, languages. */
  chosen: string
  /** Everything that the server has last written, or found at first sight. */
  written: string
}
/** What a webhook was answered, so that its second delivery is answered the same. */
export interface WebhookAnswerRow {
  /** Twilio's token of the webhook, and the address. */
  key: string
  at: number
  status: number
  type: string | null
  body: string
}

/** A caller whose end was told before their call. */
export interface OverCallerRow {
  call_sid: string
  at: number
}
