/** Whether this page may show notifications. `impossible`: the browser has none here, or the desktop shows its own. */
export type NotificationConsent = 'granted' | 'denied' | 'not-asked' | 'impossible'

/** `show`: a click on the notification itself. */
export type NotificationAction = 'answer' | 'decline' | 'go-available' | 'show'

export interface PageNotification {
  /** The same for the same news: then a new text replaces the old one without a sound. */
  readonly key: string
  /** The call that rings, for its actions. */
  readonly callId: string | null
  readonly title: string
  readonly body: string
  /** Left out where the browser has no buttons on notifications. */
  readonly actions: readonly { readonly action: NotificationAction; readonly title: string }[]
  /** It stays until it is closed. */
  readonly stays: boolean
}

export interface NotificationClick {
  readonly action: NotificationAction
  readonly callId: string | null
}

/** Notifications of a page in a browser, one at a time, for an agent who looks at something else. */
export interface NotificationsPort {
  consent(): NotificationConsent
  onConsent(listener: (consent: NotificationConsent) => void): () => void
  /** Asks the person. Only after their click. */
  ask(): Promise<void>
  /** The page is visible and has the focus. */
  isSeen(): boolean
  onSeen(listener: () => void): () => void
  show(notification: PageNotification): void
  close(): void
  onClick(listener: (click: NotificationClick) => void): () => void
}
