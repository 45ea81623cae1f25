import type { Clock } from '../clock.ts'
import { noAnswer } from './sender.ts'
import type { WebhookRequest, WebhookSender } from './sender.ts'
import type { WebhookSigning } from './signing.ts'

/** A webhook and its answer. */
export interface LoggedWebhook {
  /** Counts from 1. */
  readonly number: number
  /** When it was sent, ISO 8601. */
  readonly at: string
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  /** The signature of a POST, so that it can be sent again by hand. */
  readonly headers: Readonly<Record<string, string>>
  /** Null until it is answered; `status` 0 when no answer came. */
  readonly answer: {
    readonly status: number
    readonly contentType: string
    /** The beginning of it. */
    readonly text: string
    /** In real time. */
    readonly ms: number
    /** How often it was sent: Twilio too lists the attempts of one webhook as one request. */
    readonly attempts: number
  } | null
  /** It was dropped on purpose. */
  readonly dropped: boolean
}

export interface WebhookLog {
  /** The newest first. */
  list(): readonly LoggedWebhook[]
  clear(): void
}

const KEPT = 200
const LONGEST_TEXT = 2000

/** A sender that logs what it sent, and that can be silenced. */
export interface LoggedSender extends WebhookSender {
  readonly log: WebhookLog
  /** Logs a webhook that was never sent, because it was to be dropped. */
  logDropped(request: WebhookRequest): void
  /** Ends what is under way and sends nothing until the returned function is called. */
  silence(): () => void
}

export function createLoggedSender(
  sender: WebhookSender,
  clock: Clock,
  signing: Pick<WebhookSigning, 'headersFor'>,
): LoggedSender {
  let kept: LoggedWebhook[] = []
  let count = 0
  let silenced = false

  function keep(entry: LoggedWebhook): void {
    const others = kept.filter(({ number }) => number !== entry.number)
    kept = [...others, entry].toSorted((a, b) => b.number - a.number).slice(0, KEPT)
  }

  function entryOf({ url, method = 'POST', params }: WebhookRequest): LoggedWebhook {
    const at = new Date(clock.now()).toISOString()
    const headers = method === 'POST' ? signing.headersFor(url, params) : {}
    return { number: ++count, at, method, url, params, headers, answer: null, dropped: false }
  }

  return {
    async send(request) {
      if (silenced) return noAnswer(request.url)
      const entry = entryOf(request)
      keep(entry)
      const sentAt = performance.now()
      const response = await sender.send(request)
      const { status, contentType, text, attempts } = response
      const ms = Math.round(performance.now() - sentAt)
      if (kept.some(({ number }) => number === entry.number)) {
        const answer = { status, contentType, text: text.slice(0, LONGEST_TEXT), ms, attempts }
        keep({ ...entry, answer })
      }
      return response
    },
    logDropped(request) {
      const lost = { status: 0, contentType: '', text: '', ms: 0, attempts: 0 }
      if (!silenced) keep({ ...entryOf(request), answer: lost, dropped: true })
    },
    close: () => sender.close(),
    silence() {
      silenced = true
      sender.close()
      return () => {
        silenced = false
      }
    },
    log: {
      list: () => kept,
      clear() {
        kept = []
      },
    },
  }
}
