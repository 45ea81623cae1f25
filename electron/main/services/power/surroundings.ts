import type { EventPayload } from '../../../contract/contract.ts'

type Kind = EventPayload<'surroundings'>['kind']

/** As much of an emitter of Electron's as is listened to. */
interface Source {
  on(event: string, listener: () => void): unknown
  removeListener(event: string, listener: () => void): unknown
}

const powerEvents = {
  suspend: 'suspend',
  resume: 'resume',
  'lock-screen': 'lock',
  'unlock-screen': 'unlock',
} as const satisfies Record<string, Kind>
const screenEvents = ['display-added', 'display-removed', 'display-metrics-changed']

/** Tells what happens around the program: sleep, the lock screen, and screens that come and go. */
export function watchSurroundings(options: {
  readonly power: Source
  readonly screens: Source
  readonly tell: (kind: Kind) => void
}): { close(): void } {
  const { power, screens, tell } = options
  const listening: readonly (readonly [Source, string, () => void])[] = [
    ...Object.entries(powerEvents).map(
      ([event, kind]) => [power, event, () => tell(kind)] as const,
    ),
    ...screenEvents.map((event) => [screens, event, () => tell('displays')] as const),
  ]
  for (const [source, event, listener] of listening) source.on(event, listener)
  return {
    close() {
      for (const [source, event, listener] of listening) source.removeListener(event, listener)
    },
  }
}
