import { z } from 'zod'
import type {
  NotificationClick,
  NotificationConsent,
  NotificationsPort,
} from '../../ports/notifications-port.ts'
import { Listeners } from '../listeners.ts'
import type { ToWorker } from './notification-messages.ts'

const clicked = z.object({
  kind: z.literal('clicked'),
  action: z.enum(['answer', 'decline', 'go-available', 'show']),
  callId: z.string().nullable(),
})

/** Notifications of the web phone, shown by its service worker. Without the person's consent there is no worker either. */
export function createWebNotifications(window: Window & typeof globalThis): NotificationsPort {
  const { document, navigator } = window
  // Both are absent on plain http from another machine.
  const possible = 'Notification' in window && 'serviceWorker' in navigator
  const consents = new Listeners<NotificationConsent>()
  const clicks = new Listeners<NotificationClick>()
  let registered: Promise<ServiceWorkerRegistration | null> | null = null
  let shown: string | null = null

  function consent(): NotificationConsent {
    if (!possible) return 'impossible'
    const { permission } = window.Notification
    return permission === 'default' ? 'not-asked' : permission
  }

  function register(): Promise<ServiceWorkerRegistration | null> {
    registered ??= navigator.serviceWorker
      .register('./sw.js', { updateViaCache: 'none' })
      .then(() => navigator.serviceWorker.ready)
      // The page works without notifications; the next one tries again.
      .catch(() => {
        registered = null
        return null
      })
    return registered
  }

  async function tell(message: ToWorker): Promise<void> {
    if (consent() !== 'granted') return
    // Asked each time: a newer worker may have taken its place.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    ;(await register())?.active?.postMessage(message)
  }

  function onConsentChange(): void {
    if (consent() === 'granted') void register()
    consents.emit(consent())
  }

  if (possible) {
    navigator.serviceWorker.addEventListener('message', ({ data }) => {
      const message = clicked.safeParse(data)
      if (message.success) clicks.emit(message.data)
    })
    // The person may change it in the browser's own settings.
    void navigator.permissions
      .query({ name: 'notifications' })
      .then((status) => status.addEventListener('change', onConsentChange))
      .catch(() => undefined)
    // A page that is gone cannot answer.
    window.addEventListener('pagehide', () => void tell({ kind: 'close' }))
    if (consent() === 'granted') void register()
  }

  return {
    consent,
    onConsent: consents.add,
    async ask() {
      if (!possible) return
      await window.Notification.requestPermission()
      onConsentChange()
    },
    isSeen: () => document.visibilityState === 'visible' && document.hasFocus(),
    onSeen(listener) {
      document.addEventListener('visibilitychange', listener)
      window.addEventListener('focus', listener)
      window.addEventListener('blur', listener)
      return () => {
        document.removeEventListener('visibilitychange', listener)
        window.removeEventListener('focus', listener)
        window.removeEventListener('blur', listener)
      }
    },
    show(notification) {
      void tell({ kind: 'show', notification, sounds: notification.key !== shown })
      shown = notification.key
    },
    close() {
      shown = null
      void tell({ kind: 'close' })
    },
    onClick: clicks.add,
  }
}
