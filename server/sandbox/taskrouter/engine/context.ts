import type { Clock } from '../../clock.ts'
import type { TaskRouterEvent } from '../model/events.ts'
import type { Store } from '../model/store.ts'
import type { Notices } from '../../telephony/notices.ts'
import { createTimers, type Timers } from './timers.ts'

/** What every move of TaskRouter works on. */
export interface Context {
  readonly accountSid: string
  readonly clock: Clock
  readonly store: Store
  readonly timers: Timers
  /** Twilio's debugger. */
  readonly notices: Pick<Notices, 'note'>
  /** Calls every listener, at once and in order. */
  emit(event: TaskRouterEvent): void
  /** A listener must only take note: it may not move anything in its call. */
  onEvent(listen: (event: TaskRouterEvent) => void): void
  /**
   * Runs one operation from outside (a request, a timer, a callback); afterwards, when the outermost one is done,
   * free Workers and waiting Tasks are matched.
   */
  run<T>(operation: () => T): T
}

export function createContext(
  deps: Pick<Context, 'accountSid' | 'clock' | 'store' | 'notices'>,
  settle: (context: Context) => void,
): Context {
  const listeners: ((event: TaskRouterEvent) => void)[] = []
  let depth = 0
  const context: Context = {
    ...deps,
    timers: createTimers(deps.clock),
    emit(event) {
      for (const listen of listeners) listen(event)
    },
    onEvent(listen) {
      listeners.push(listen)
    },
    run(operation) {
      depth++
      try {
        return operation()
      } finally {
        if (depth === 1) settle(context)
        depth--
      }
    },
  }
  return context
}
