import type { NotificationConstructorOptions } from 'electron'
import type { EventPayload } from '../../../contract/contract.ts'
import type { Log } from '../../log.ts'

/** As much of Electron's Notification as a ring needs. */
export interface RingNotification {
  on(event: 'click' | 'action', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface RingingOptions {
  readonly supported: () => boolean
  readonly create: (options: NotificationConstructorOptions) => RingNotification
  readonly window: { show(): void; flash(on: boolean): void }
  readonly act: (action: EventPayload<'ringing.action'>) => void
  readonly log: Log
}

export interface Ringing {
  show(ring: { readonly callId: string; readonly title: string; readonly body: string }): void
  clear(callId: string): void
  /** Ends every ring, as when the page that showed them is gone. */
  clearAll(): void
}

/**
 * One native notification per ringing call, and a window that asks for attention while any call rings.
 * Never throws: where the system shows no notifications, the window still flashes.
 */
export function createRinging(options: RingingOptions): Ringing {
  const rings = new Map<string, RingNotification | null>()

  function drop(callId: string): void {
    const notification = rings.get(callId)
    rings.delete(callId)
    attempt(options.log, () => notification?.close())
  }

  return {
    show(ring) {
      drop(ring.callId)
      rings.set(ring.callId, null)
      attempt(options.log, () => {
        if (!options.supported()) return
        const notification = notificationOf(ring, options)
        // Kept while it rings: one that nothing refers to loses its click when memory is collected.
        rings.set(ring.callId, notification)
        notification.show()
      })
      attempt(options.log, () => options.window.flash(true))
    },
    clear(callId) {
      drop(callId)
      if (rings.size === 0) attempt(options.log, () => options.window.flash(false))
    },
    clearAll() {
      for (const callId of rings.keys()) drop(callId)
      attempt(options.log, () => options.window.flash(false))
    },
  }
}

function notificationOf(
  { callId, title, body }: { callId: string; title: string; body: string },
  { create, window, act, log }: RingingOptions,
): RingNotification {
  const notification = create({
    title,
    body,
    // The page plays the one ring tone.
    silent: true,
    urgency: 'critical',
    timeoutType: 'never',
    // Shown where the system has actions in notifications; ignored elsewhere.
    actions: [{ type: 'button', text: 'Answer' }],
  })
  notification.on('click', () => {
    window.show()
    act({ callId, action: 'show' })
  })
  notification.on('action', () => act({ callId, action: 'answer' }))
  notification.on('failed', (_event, error) => log.warn({ error }, 'notification failed'))
  return notification
}

function attempt(log: Log, work: () => void): void {
  try {
    work()
  } catch (error) {
    log.warn({ error: String(error) }, 'ringing: the system refused')
  }
}
