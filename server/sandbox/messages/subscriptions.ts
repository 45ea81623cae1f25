import { newSid } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { Call } from '../telephony/call/call.ts'
import type { Notices } from '../telephony/notices.ts'
import { rfc2822 } from '../telephony/rfc2822.ts'
import type { WebhookRequest, WebhookSender } from '../webhooks/sender.ts'
import { createOrderedSender } from '../webhooks/ordered.ts'
import type { UserMessage } from './user-message.ts'

/** Where a call's messages are to go. */
export interface Subscription {
  /** `ZY…` */
  readonly sid: string
  readonly callSid: string
  readonly createdAt: number
}

interface SubscriptionDeps {
  readonly accountSid: string
  readonly clock: Clock
  readonly sender: WebhookSender
  readonly notices: Notices
}

/** Docs: api/errors/32711. */
const CALLBACK_FAILED = 32711

/** Where the messages of Devices are sent. Docs: voice/api/userdefinedmessagesubscription-resource. */
export class MessageSubscriptions {
  readonly #deps: SubscriptionDeps
  readonly #all = new Map<string, { readonly subscription: Subscription; stop(): void }>()

  constructor(deps: SubscriptionDeps) {
    this.#deps = deps
  }

  /** From now on each message of the call's Device is sent to `url`, in their order. */
  add(call: Call, url: string, method: 'GET' | 'POST'): Subscription {
    const subscription = {
      sid: newSid('ZY'),
      callSid: call.sid,
      createdAt: this.#deps.clock.now(),
    }
    const send = createOrderedSender(this.#deps.sender, (request, { status }) =>
      this.#noteFailure(request, status),
    )
    let sent = 0
    const stop = call.onMessage((message) => {
      sent += 1
      send({ url, method, params: this.#params(call, message, sent) })
    })
    this.#all.set(subscription.sid, { subscription, stop })
    return subscription
  }

  find(callSid: string, sid: string): Subscription | null {
    const found = this.#all.get(sid)?.subscription
    return found?.callSid === callSid ? found : null
  }

  remove(sid: string): void {
    this.#all.get(sid)?.stop()
    this.#all.delete(sid)
  }

  clear(): void {
    for (const sid of this.#all.keys()) this.remove(sid)
  }

  #params(call: Call, { sid, content }: UserMessage, number: number): Record<string, string> {
    return {
      AccountSid: this.#deps.accountSid,
      CallSid: call.sid,
      Sid: sid,
      Content: JSON.stringify(content),
      ContentType: 'application/json',
      SequenceNumber: String(number),
      Timestamp: rfc2822(this.#deps.clock.now()),
    }
  }

  #noteFailure({ url, method = 'POST', params }: WebhookRequest, status: number): void {
    const what = status === 0 ? 'no answer' : `HTTP ${status}`
    this.#deps.notices.note({
      level: 'warning',
      code: CALLBACK_FAILED,
      message: `Got ${what} in response to a user-defined message`,
      url,
      callSid: params['CallSid'] ?? '',
      exchange: { method, params, body: '' },
    })
  }
}
