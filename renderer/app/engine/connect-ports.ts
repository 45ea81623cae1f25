import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'

const TICK_MS = 1_000

/** Turns everything that the ports report into events. `onTick` follows each tick. The result stops that. */
export function connectPorts(ports: Ports, dispatch: Dispatch, onTick: () => void): () => void {
  const stops = [
    ports.voice.onEvent(dispatch),
    ports.worker.onEvent(dispatch),
    ports.server.onEvent(dispatch),
    ports.microphone.onState((state) => dispatch({ kind: 'microphone', state })),
    ports.desktop.onEvent((event) => {
      if (event.kind === 'hotkeys-failed') dispatch(event)
    }),
    ports.clock.every(TICK_MS, () => {
      dispatch({ kind: 'tick' })
      onTick()
    }),
  ]
  return () => stops.forEach((stop) => stop())
}
