import type { NotificationsPort } from '../../ports/notifications-port.ts'

/** The main process shows the desktop's notifications. */
export const desktopNotifications: NotificationsPort = {
  consent: () => 'impossible',
  onConsent: () => () => undefined,
  ask: async () => undefined,
  isSeen: () => true,
  onSeen: () => () => undefined,
  show: () => undefined,
  close: () => undefined,
  onClick: () => () => undefined,
}
