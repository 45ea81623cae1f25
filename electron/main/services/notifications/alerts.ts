import type { NotificationConstructorOptions } from 'electron'
import type { Alert } from '../../../contract/desk.ts'
import type { Log } from '../../log.ts'

/** As much of Electron's Notification as an alert needs. */
export interface AlertNotification {
  on(event: 'click', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface AlertsDeps {
  /** Whether notifications are wanted, and the system has them. */
  readonly isSupported: () => boolean
  readonly create: (options: NotificationConstructorOptions) => AlertNotification
  /** Brings the window to the front. */
  readonly show: () => void
  readonly log: Log
}

export interface Alerts {
  /** What must be told now. `seen`: the window, which says the same, is before the person. */
  readonly update: (alert: Alert | null, isWindowFocused: boolean) => void
  clear(): void
}

/** One native notification for what an agent who looks elsewhere must be told. Told once, and taken back with its cause. */
export function createAlerts({ isSupported, create, show, log }: AlertsDeps): Alerts {
  let lastAlert = ''
  // Kept while it is shown: one that nothing refers to loses its click when memory is collected.
  let shown: AlertNotification | null = null

  function close(): void {
    shown?.close()
    shown = null
  }

  function notify({ title, body }: Alert): void {
    shown = create({ title, body, urgency: 'critical', timeoutType: 'never' })
    shown.on('click', show)
    shown.on('failed', (_event, error) => log.warn({ error }, 'notification failed'))
    shown.show()
  }

  return {
    update(alert, seen) {
      const news = JSON.stringify(alert)
      if (news === lastAlert) return
      lastAlert = news
      try {
        close()
        if (alert !== null && !seen && isSupported()) notify(alert)
      } catch (error) {
        log.warn({ error: String(error) }, 'alert: the system refused')
      }
    },
    clear: close,
  }
}
