import type { NotificationClick, PageNotification } from '../../ports/notifications-port.ts'

/** What the page tells its service worker. */
export type ToWorker =
  | { readonly kind: 'show'; readonly notification: PageNotification; readonly sounds: boolean }
  | { readonly kind: 'close' }

/** What the service worker tells the page. */
export interface FromWorker extends NotificationClick {
  readonly kind: 'clicked'
}
