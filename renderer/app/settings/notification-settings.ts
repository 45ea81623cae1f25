import type { SomeSettings } from '../../../electron/contract/settings.ts'
import type { NotificationsPort } from '../../ports/notifications-port.ts'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'

/** The settings' part about notifications of the web phone: whether the person allows them. */
export function createNotificationSettings(
  port: NotificationsPort,
  show: (change: Pick<SettingsView, 'notifications'>) => void,
  change: (wanted: SomeSettings) => Promise<void>,
): {
  readonly actions: Pick<SettingsActions, 'allowNotifications'>
  start(): void
  close(): void
} {
  return {
    actions: {
      allowNotifications() {
        // At once: a browser asks only during the click.
        void port.ask()
        void change({ 'notifications.native': true })
      },
    },
    start: () => show({ notifications: port.consent() }),
    close: port.onConsent((notifications) => show({ notifications })),
  }
}
