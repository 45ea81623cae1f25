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

/** What the desktop does to the calls goes the same way as what is done on the screens. */
function desktopEvent(event: DesktopEvent, dispatch: Dispatch): void {
  if (event.kind === 'hotkeys-failed') dispatch({ kind: 'hotkeys-failed' })
}
