import type { NotificationConstructorOptions } from 'electron'
import type { EventPayload } from '../../../contract/contract.ts'
import type { Ring } from '../../../contract/panel.ts'
import type { Log } from '../../log.ts'

/** As much of Electron's Notification as a ring needs. */
export interface RingNotification {
  on(event: 'click', listener: () => void): unknown
  on(event: 'action', listener: (event: unknown, index?: number) => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface RingingOptions {
  /** Whether notifications are wanted, and the system has them. */
  readonly supported: () => boolean
  readonly create: (options: NotificationConstructorOptions) => RingNotification
  /** Hears of each change: whatever else draws attention (window, tray, ring window) follows this list. */
  readonly changed: (rings: readonly Ring[]) => void
  readonly act: (action: EventPayload<'ringing.action'>) => void
  readonly log: Log
}

export interface Ringing {
  show(ring: Ring): void
  clear(callId: string): void
  /** Ends every ring, as when the page that showed them is gone. */
  clearAll(): void
  /** What rings now, the longest first. */
  rings(): readonly Ring[]
}

/**
 * One native notification per ringing call, and a list of what rings. Never throws: where the system
 * shows no notifications, everything else still draws attention.
 */
export function createRinging(options: RingingOptions): Ringing {
  const rings = new Map<string, { ring: Ring; notification: RingNotification | null }>()
  const list = (): readonly Ring[] => [...rings.values()].map(({ ring }) => ring)
  const tell = (): void => attempt(options.log, () => options.changed(list()))

  function close(callId: string): void {
    const shown = rings.get(callId)?.notification
    attempt(options.log, () => shown?.close())
  }

  return {
    show(ring) {
      close(ring.callId)
      const entry: { ring: Ring; notification: RingNotification | null } = {
        ring,
        notification: null,
      }
      rings.set(ring.callId, entry)
      attempt(options.log, () => {
        if (!options.supported()) return
        // Kept while it rings: one that nothing refers to loses its click when memory is collected.
        entry.notification = notificationOf(ring, options)
        entry.notification.show()
      })
      tell()
    },
    clear(callId) {
      close(callId)
      if (rings.delete(callId)) tell()
    },
    clearAll() {
      if (rings.size === 0) return
      for (const callId of rings.keys()) close(callId)
      rings.clear()
      tell()
    },
    rings: list,
  }
}

const buttons = ['answer', 'decline'] as const
const labels = { answer: 'Answer', decline: 'Decline' }

function notificationOf(
  { callId, title, body }: Ring,
  { create, act, log }: RingingOptions,
): RingNotification {
  const notification = create({
    title,
    body,
    // The page plays the one ring tone.
    silent: true,
    urgency: 'critical',
    timeoutType: 'never',
    // Shown where the system has actions in notifications; ignored elsewhere.
    actions: buttons.map((button) => ({ type: 'button', text: labels[button] })),
  })
  notification.on('click', () => act({ callId, action: 'show' }))
  notification.on('action', (_event, index = 0) => {
    const action = buttons[index]
    if (action !== undefined) act({ callId, action })
  })
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
