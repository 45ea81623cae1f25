import { newSid } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { Notice } from '../telephony/notices.ts'

export type LogLevel = Notice['level']

/** One entry of the debugger. Docs: usage/monitor-alert. */
export interface Alert {
  /** `NO…` */
  readonly sid: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly errorCode: number
  readonly logLevel: LogLevel
  /** The call that it concerns. */
  readonly resourceSid: string | null
  readonly serviceSid: string | null
  /** The request to the application that went wrong; empty when none did. */
  readonly requestUrl: string
  readonly requestMethod: 'GET' | 'POST' | null
  /** The request's parameters in form encoding. */
  readonly requestVariables: string
  readonly alertText: string
  /** What the application answered. */
  readonly responseBody: string
}

export interface DebuggerLog {
  add(notice: Notice): void
  /** The newest first. */
  list(): readonly Alert[]
  get(sid: string): Alert | null
  clear(): void
}

const KEPT = 1000
/** A document that is wrong may also be huge. */
const LONGEST_BODY = 64 * 1024

/** Keeps the newest thousand errors and warnings. */
export function createDebuggerLog(clock: Clock): DebuggerLog {
  let alerts: Alert[] = []
  return {
    add(notice) {
      alerts.push(alertOf(notice, clock.now()))
      if (alerts.length > KEPT) alerts.shift()
    },
    list: () => alerts.toReversed(),
    get: (sid) => alerts.find((alert) => alert.sid === sid) ?? null,
    clear() {
      alerts = []
    },
  }
}

function alertOf(notice: Notice, at: number): Alert {
  const { code, level, message, callSid, url = '', exchange } = notice
  return {
    sid: newSid('NO'),
    at,
    errorCode: code,
    logLevel: level,
    resourceSid: callSid ?? null,
    serviceSid: null,
    requestUrl: url,
    requestMethod: exchange?.method ?? null,
    requestVariables: new URLSearchParams(exchange?.params).toString(),
    alertText: message,
    responseBody: (exchange?.body ?? '').slice(0, LONGEST_BODY),
  }
}
