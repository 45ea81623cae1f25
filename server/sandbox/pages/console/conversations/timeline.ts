import type { AlertEntry } from '../control-api.ts'
import { curlOfRest, curlOfWebhook } from '../curl.ts'
import { settingsText } from '../settings-text.ts'
import type { Call, Conversation, RestRequest, Task, Webhook } from './conversation.ts'

/** One thing that happened in a conversation. */
export interface TimelineEntry {
  readonly key: string
  /** ISO 8601. */
  readonly at: string
  readonly kind: 'call' | 'TwiML' | 'webhook' | 'REST' | 'Task' | 'debugger'
  readonly text: string
  readonly failed: boolean
  /** Speech that starts or stops: half of what there is, and rarely of interest. */
  readonly isSpeech: boolean
  /** What can be opened; empty for nothing. */
  readonly details: readonly (readonly [name: string, value: string])[]
  readonly curl: string | null
}

const plain = { failed: false, isSpeech: false, details: [], curl: null }

/** What happened in a conversation, the oldest first. */
export function timelineOf(conversation: Conversation): readonly TimelineEntry[] {
  const { calls, tasks, webhooks, requests, alerts } = conversation
  return [
    ...calls.flatMap(entriesOfCall),
    ...tasks.map(entryOfTask),
    ...webhooks.map(entryOfWebhook),
    ...requests.map(entryOfRequest),
    ...alerts.map(entryOfAlert),
  ].toSorted((a, b) => a.at.localeCompare(b.at))
}

/** The ends of a call, without what only a program needs. */
export function legText({ from, to, params }: Call): string {
  return `${withoutQuery(from) || '—'} → ${withoutQuery(to) || params['To'] || '—'}`
}

function withoutQuery(address: string): string {
  return address.replace(/\?.*$/su, '')
}

function entriesOfCall(call: Call): TimelineEntry[] {
  const { sid, createdAt, answeredAt, endedAt, status, steps } = call
  const who = legText(call)
  const change = (at: string | null, text: string, failed = false): TimelineEntry[] =>
    at === null
      ? []
      : [{ ...plain, key: `${sid} ${text}`, at, kind: 'call', text: `${who} ${text}`, failed }]
  return [
    ...change(createdAt, 'begins'),
    ...change(answeredAt, 'is answered'),
    ...change(endedAt, `ends: ${status}`, status === 'failed'),
    ...steps.map((step, index) => entryOfStep(call, step, index)),
  ]
}

function entryOfStep(call: Call, step: Call['steps'][number], index: number): TimelineEntry {
  const { at, verb, details, document } = step
  return {
    ...plain,
    key: `${call.sid} ${index}`,
    at,
    kind: 'TwiML',
    text: withShortSids(`${verb} ${settingsText(details)}`.trim()),
    details: [
      ['Leg', legText(call)],
      ['Document', document || 'sent with the request'],
    ],
  }
}

function entryOfAlert({ sid, at, errorCode, alertText }: AlertEntry): TimelineEntry {
  const text = `${errorCode}: ${alertText}`
  return { ...plain, key: sid, at, kind: 'debugger', text, failed: true }
}

function entryOfTask({ sid, createdAt, status, queue, reservations, attributes }: Task) {
  const rung = reservations.map(({ workerName, status: each }) => `${workerName} ${each}`)
  return {
    ...plain,
    key: sid,
    at: createdAt,
    kind: 'Task' as const,
    text: [`for ${queue ?? 'no queue'}: ${status}`, ...rung].join(', '),
    details: [
      ['Task', sid],
      ['Attributes', JSON.stringify(attributes)],
    ] as const,
  }
}

export function entryOfWebhook(webhook: Webhook): TimelineEntry {
  const { number, at, method, url, params, answer, dropped } = webhook
  const event =
    params['StatusCallbackEvent'] ?? params['EventType'] ?? params['CallStatus'] ?? 'request'
  const path = URL.canParse(url) ? new URL(url).pathname : url
  const label = params['ParticipantLabel']
  return {
    key: `webhook ${number}`,
    at,
    kind: 'webhook',
    text: `${event}${label ? ` ${label}` : ''}: ${method} ${path} ${dropped ? 'dropped' : answerText(answer)}`,
    failed: answer !== null && (answer.status < 200 || answer.status >= 400),
    isSpeech: event.startsWith('participant-speech-'),
    details: [
      ['URL', url],
      ...Object.entries(params),
      ...(answer === null ? [] : [['Answer', answer.text || '(empty)'] as const]),
    ],
    curl: curlOfWebhook(webhook),
  }
}

export function entryOfRequest(request: RestRequest): TimelineEntry {
  const { number, at, method, path, form, answer } = request
  const settings = settingsText(form)
  return {
    key: `REST ${number}`,
    at,
    kind: 'REST',
    text: `${method} ${shortPath(path)} ${answerText(answer)}${settings === '' ? '' : ` ${settings}`}`,
    failed: answer !== null && answer.status >= 400,
    isSpeech: false,
    details: [
      ['Path', path],
      ...Object.entries(form),
      ...(answer === null ? [] : [['Answer', answer.text || '(empty)'] as const]),
    ],
    curl: curlOfRest(request),
  }
}

/** Without the account or Workspace, which every path has, and with short SIDs. */
function shortPath(path: string): string {
  const own = path.replace(/^.*\/(?:Accounts|Workspaces)\/\w+/u, '')
  return withShortSids(own).replace(/\.json(?=\?|$)/u, '')
}

function withShortSids(text: string): string {
  return text.replaceAll(/\b(?<kind>[A-Z]{2})[\da-f]{26}(?<end>[\da-f]{6})\b/gu, '$<kind>…$<end>')
}

function answerText(
  answer: { readonly status: number; readonly ms: number; readonly attempts?: number } | null,
): string {
  if (answer === null) return 'waiting'
  const { status, ms, attempts = 1 } = answer
  const tries = attempts > 1 ? `, ${attempts} attempts` : ''
  return `${status === 0 ? 'no answer' : status} (${ms} ms${tries})`
}
