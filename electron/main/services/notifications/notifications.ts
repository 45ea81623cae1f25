import type { NotificationConstructorOptions } from 'electron'
import type { Log } from '../../log.ts'

/** The part of Electron’s Notification that is used. */
export interface NativeNotification {
  on(event: 'click', listener: () => void): unknown
  on(event: 'action', listener: (event: unknown, index?: number) => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface NotificationDeps {
  /** Whether notifications are enabled, and the system has them. */
  readonly isSupported: () => boolean
  readonly create: (options: NotificationConstructorOptions) => NativeNotification
  readonly log: Log
}

interface NotificationListeners {
  readonly onClick: () => void
  /** With the index of the button. Not every system has buttons in notifications. */
  readonly onAction?: (index: number) => void
}

/**
 * Shows a notification of the system until it is closed. Returns the function that closes it. Never throws: if the
 * system shows none, the windows and the tray still show the same.
 */
export function notify(
  { isSupported, create, log }: NotificationDeps,
  options: NotificationConstructorOptions,
  { onClick, onAction }: NotificationListeners,
): () => void {
  // Kept until it is closed: without a reference, garbage collection would remove its click handler.
  let shown: NativeNotification | null = null
  attempt(log, () => {
    if (!isSupported()) return
    shown = create({ ...options, urgency: 'critical', timeoutType: 'never' })
    shown.on('click', onClick)
    shown.on('action', (_event, index = 0) => onAction?.(index))
    shown.on('failed', (_event, error) => log.warn({ error }, 'notification failed'))
    shown.show()
  })
  return () => attempt(log, () => shown?.close())
}

/** Does what the system may refuse. */
export function attempt(log: Log, work: () => void): void {
  try {
    work()
  } catch (error) {
    log.warn({ error: String(error) }, 'the system refused')
  }
}
