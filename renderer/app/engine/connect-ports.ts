import type { DesktopEvent } from '../../ports/desktop-port.ts'
import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'

const TICK_MS = 1_000

/** Lets everything that the ports tell become an event. The result stops listening. */
export function connectPorts(ports: Ports, dispatch: Dispatch): () => void {
  const stops = [
    ports.voice.onEvent(dispatch),
    ports.worker.onEvent(dispatch),
    ports.server.onEvent(dispatch),
    ports.microphone.onState((state) => dispatch({ kind: 'microphone', state })),
    ports.desktop.onEvent((event) => desktopEvent(event, dispatch)),
    ports.clock.every(TICK_MS, () => dispatch({ kind: 'tick' })),
  ]
  return () => stops.forEach((stop) => stop())
}

function desktopEvent(event: DesktopEvent, dispatch: Dispatch): void {
  switch (event.kind) {
    case 'hotkey':
      return event.name === 'answer'
        ? dispatch({ kind: 'answer', callId: null })
        : dispatch({ kind: 'toggle-mute' })
    case 'ringing-action':
      // `show` is the main process's own work: it has brought the window to the front.
      return event.action === 'answer'
        ? dispatch({ kind: 'answer', callId: event.callId })
        : undefined
    case 'hotkeys-failed':
      return dispatch({ kind: 'hotkeys-failed' })
    default: {
      const impossible: never = event
      return impossible
    }
  }
}
