import type { Alert } from '../../../contract/desk.ts'
import { notify, type NotificationDeps } from './notifications.ts'

export interface AlertsDeps extends NotificationDeps {
  /** Shows the window. */
  readonly show: () => void
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
export function createAlerts(deps: AlertsDeps): Alerts {
  let lastAlert = ''
  let close: (() => void) | null = null

  function clear(): void {
    close?.()
    close = null
  }

  return {
    update(alert, isWindowFocused) {
      const news = JSON.stringify(alert)
      if (news === lastAlert) return
      lastAlert = news
      clear()
      if (alert !== null && !isWindowFocused) close = notify(deps, alert, { onClick: deps.show })
    },
    clear,
  }
}
