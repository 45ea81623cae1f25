import { newAccount } from '../../account.ts'
import type { Clock } from '../../clock.ts'
import { AccountLimits } from '../../limits/account-limits.ts'
import type { TaskSide } from '../../taskrouter/voice-side.ts'
import type { WebhookRequest, WebhookSender } from '../../webhooks/sender.ts'
import { createNotices } from '../notices.ts'
import type { Notice } from '../notices.ts'
import { createTelephony } from '../telephony.ts'
import type { Telephony } from '../telephony.ts'
import { TestLeg } from './test-leg.ts'

export interface TestExchange extends Telephony {
  /** The legs made so far, by number or identity. */
  readonly legs: Map<string, TestLeg>
  readonly sent: WebhookRequest[]
  /** What the debugger would show, the oldest first. */
  readonly noted: Notice[]
  /** The events that a conference has told, with what they say. */
  events(): Record<string, string>[]
  tick(times?: number): void
  /** Moves the clock and runs what is due. */
  advance(ms: number): void
  /** Lets everything that waits for a promise go on. */
  settle(): Promise<void>
}

/** What a URL answers: a document, the bytes of a WAV file, or (null) nothing, ever. What is not here is 404. */
export type Answers = Readonly<Record<string, string | Uint8Array | null>>

/** Telephony with a clock and a ticker in the test's hand, and answers to its webhooks by URL. */
export function createTestExchange(answers: Answers = {}, tasks?: TaskSide): TestExchange {
  const legs = new Map<string, TestLeg>()
  const ticks = new Set<() => void>()
  const sent: WebhookRequest[] = []
  const noted: Notice[] = []
  const clock = createTestClock()
  const make = (name: string) => {
    const leg = new TestLeg()
    legs.set(name, leg)
    return leg
  }
  const telephony = createTelephony({
    account: newAccount(),
    clock,
    ticker: {
      onTick(run) {
        ticks.add(run)
        return () => ticks.delete(run)
      },
    },
    sender: answering(answers, sent),
    notices: createNotices((notice) => noted.push(notice)),
    limits: new AccountLimits({ callsPerSecond: null }),
    baseUrl: () => 'http://sandbox',
    directory: () => ({
      clientLegs: (identity) => (identity.startsWith('nobody') ? [] : [make(identity)]),
      phoneLeg: (number) => (number.endsWith('9999') ? null : make(number)),
    }),
    tasks: () => {
      if (!tasks) throw new Error('this test has no TaskRouter')
      return tasks
    },
  })
  return {
    ...telephony,
    legs,
    sent,
    noted,
    events: () => sent.map(({ params }) => params).filter((each) => 'StatusCallbackEvent' in each),
    tick(times = 1) {
      for (let i = 0; i < times; i++) for (const run of ticks) run()
    },
    advance: (ms) => clock.advance(ms),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  }
}

function answering(answers: Answers, sent: WebhookRequest[]): WebhookSender {
  return {
    send(request) {
      sent.push(request)
      const { url } = request
      const answer = answers[url]
      if (answer === null) return new Promise(() => {})
      const isFile = typeof answer === 'object'
      return Promise.resolve({
        ok: answer !== undefined,
        status: answer === undefined ? 404 : 200,
        contentType: isFile ? 'audio/wav' : 'text/xml',
        text: isFile ? '' : (answer ?? ''),
        body: isFile ? answer : new TextEncoder().encode(answer),
        url,
        attempts: 1,
      })
    },
    close() {},
  }
}

function createTestClock(): Clock & { advance(ms: number): void } {
  let now = Date.UTC(2026, 0, 1)
  const timers = new Map<symbol, { readonly at: number; readonly run: () => void }>()
  return {
    now: () => now,
    after(ms, run) {
      const key = Symbol('timer')
      timers.set(key, { at: now + ms, run })
      return () => timers.delete(key)
    },
    advance(ms) {
      now += ms
      for (const [key, { at, run }] of timers) {
        if (at > now || !timers.delete(key)) continue
        run()
      }
    },
  }
}
