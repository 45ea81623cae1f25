import type { NotificationConstructorOptions } from 'electron'
import type { EventPayload } from '../../../contract/contract.ts'
import type { Ring } from '../../../contract/panel.ts'
import type { Log } from '../../log.ts'

/** The part of Electron’s Notification that is used. */
export interface RingNotification {
  on(event: 'click', listener: () => void): unknown
  on(event: 'action', listener: (event: unknown, index?: number) => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface RingingDeps {
  /** Whether notifications are enabled, and the system has them. */
  readonly isSupported: () => boolean
  readonly create: (options: NotificationConstructorOptions) => RingNotification
  /** Called at each change: window, tray and ring window follow this list. */
  readonly onChange: (rings: readonly Ring[]) => void
  readonly onAction: (action: EventPayload<'ringing.action'>) => void
  readonly log: Log
}

export interface Ringing {
  show(ring: Ring): void
  clear(callId: string): void
  /** Ends every ring, for example when the page has crashed. */
  clearAll(): void
  /** The ringing calls, the longest first. */
  rings(): readonly Ring[]
}

/**
 * One native notification for each ringing call, and a list of the ringing calls. Never throws: if the system shows
 * no notifications, the windows and the tray still show the call.
 */
export function createRinging(options: RingingDeps): Ringing {
  const rings = new Map<string, { ring: Ring; notification: RingNotification | null }>()
  const list = (): readonly Ring[] => [...rings.values()].map(({ ring }) => ring)
  const publish = (): void => attempt(options.log, () => options.onChange(list()))

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
        if (!options.isSupported()) return
        // Kept while it rings: without a reference, garbage collection would remove its click handler.
        entry.notification = createNotification(ring, options)
        entry.notification.show()
      })
      publish()
    },
    clear(callId) {
      close(callId)
      if (rings.delete(callId)) publish()
    },
    clearAll() {
      if (rings.size === 0) return
      for (const callId of rings.keys()) close(callId)
      rings.clear()
      publish()
    },
    rings: list,
  }
}

const buttons = ['answer', 'decline'] as const
const labels = { answer: 'Answer', decline: 'Decline' }

function createNotification(
  { callId, title, body }: Ring,
  { create, onAction, log }: RingingDeps,
): RingNotification {
  const notification = create({
    title,
    body,
    // The page plays the only ring tone.
    silent: true,
    urgency: 'critical',
    timeoutType: 'never',
    // Shown if the system supports buttons in notifications.
    actions: buttons.map((button) => ({ type: 'button', text: labels[button] })),
  })
  notification.on('click', () => onAction({ callId, action: 'show' }))
  notification.on('action', (_event, index = 0) => {
    const action = buttons[index]
    if (action !== undefined) onAction({ callId, action })
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
