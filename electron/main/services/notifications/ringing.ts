import type { EventPayload } from '../../../contract/contract.ts'
import type { Ring } from '../../../contract/panel.ts'
import { attempt, notify, type NotificationDeps } from './notifications.ts'

export interface RingingDeps extends NotificationDeps {
  /** Called at each change: window, tray and ring window follow this list, the longest ringing call first. */
  readonly onChange: (rings: readonly Ring[]) => void
  readonly onAction: (action: EventPayload<'ringing.action'>) => void
}

export interface Ringing {
  show(ring: Ring): void
  clear(callId: string): void
  /** Ends every ring, for example when the page has crashed. */
  clearAll(): void
}

/** One native notification for each ringing call, and a list of the ringing calls. */
export function createRinging(deps: RingingDeps): Ringing {
  const ringing = new Map<string, { readonly ring: Ring; readonly close: () => void }>()

  function publish(): void {
    const rings = Array.from(ringing.values(), ({ ring }) => ring)
    attempt(deps.log, () => deps.onChange(rings))
  }

  return {
    show(ring) {
      const before = ringing.get(ring.callId)
      const same = before?.ring.title === ring.title && before.ring.body === ring.body
      if (!same) before?.close()
      ringing.set(ring.callId, { ring, close: same ? before.close : notifyOfRing(ring, deps) })
      publish()
    },
    clear(callId) {
      ringing.get(callId)?.close()
      if (ringing.delete(callId)) publish()
    },
    clearAll() {
      if (ringing.size === 0) return
      for (const { close } of ringing.values()) close()
      ringing.clear()
      publish()
    },
  }
}

const buttons = ['answer', 'decline'] as const
const labels = { answer: 'Answer', decline: 'Decline' }

function notifyOfRing({ callId, title, body }: Ring, deps: RingingDeps): () => void {
  const options = {
    title,
    body,
    // The page plays the only ring tone.
    silent: true,
    actions: buttons.map((button) => ({ type: 'button', text: labels[button] }) as const),
  }
  return notify(deps, options, {
    onClick: () => deps.onAction({ callId, action: 'show' }),
    onAction(index) {
      const action = buttons[index]
      if (action !== undefined) deps.onAction({ callId, action })
    },
  })
}
