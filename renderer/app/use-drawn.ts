import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { StoreApi } from 'zustand/vanilla'

/**
 * A part of the store, drawn when the work at hand is done. A subscription by `useStore` draws at once: an answer would leave for
 * Twilio only after its screen is there. Not by a timer, which a hidden page gets once a second or once a minute.
 * `select`: the same function each time.
 */
export function useDrawn<Held, Part>(store: StoreApi<Held>, select: (held: Held) => Part): Part {
  const [part, setPart] = useState(() => select(store.getState()))
  useEffect(() => {
    const { port1, port2 } = new MessageChannel()
    let due = false
    const draw = () => {
      due = false
      setPart(() => select(store.getState()))
    }
    port1.addEventListener('message', () => flushSync(draw))
    port1.start()
    const stop = store.subscribe(() => {
      if (!due) port2.postMessage(null)
      due = true
    })
    // It may have changed since the first render.
    draw()
    return () => {
      stop()
      port1.close()
    }
  }, [store, select])
  return part
}
