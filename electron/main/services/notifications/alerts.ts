import type { NotificationConstructorOptions } from 'electron'
import type { Alert } from '../../../contract/desk.ts'
import type { Log } from '../../log.ts'

/** The part of Electron’s Notification that is used. */
export interface AlertNotification {
  on(event: 'click', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface AlertsDeps {
  /** Whether notifications are enabled, and the system has them. */
  readonly isSupported: () => boolean
  readonly create: (options: NotificationConstructorOptions) => AlertNotification
  /** Shows the window. */
  readonly show: () => void
  readonly log: Log
}

export interface Alerts {
  /** Shows the alert, or closes it for null. `isWindowFocused`: the window, which shows the same, has the focus. */
  readonly update: (alert: Alert | null, isWindowFocused: boolean) => void
  clear(): void
}

/**
 * One native notification for an agent who does not see the window. It is shown once, and closed when its cause is
 * gone.
 */
export function createAlerts({ isSupported, create, show, log }: AlertsDeps): Alerts {
  let lastAlert = ''
  // Kept in a variable: without a reference, garbage collection would remove its click handler.
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
