import type { EventPayload } from '../../../contract/contract.ts'

type SystemEvent = EventPayload<'surroundings'>['kind']

/** The part of an Electron event emitter that is used. */
interface Source {
  on(event: string, listener: () => void): unknown
  removeListener(event: string, listener: () => void): unknown
}

const powerEvents = {
  suspend: 'suspend',
  resume: 'resume',
  'lock-screen': 'lock',
  'unlock-screen': 'unlock',
} as const satisfies Record<string, SystemEvent>
const screenEvents = ['display-added', 'display-removed', 'display-metrics-changed']

/** Watches the events of the system: sleep, the lock screen, and screens that are added or removed. */
export function watchSystemEvents(options: {
  readonly power: Source
  readonly screens: Source
  readonly onEvent: (kind: SystemEvent) => void
}): { close(): void } {
  const { power, screens, onEvent } = options
  const listening: readonly (readonly [Source, string, () => void])[] = [
    ...Object.entries(powerEvents).map(
      ([event, kind]) => [power, event, () => onEvent(kind)] as const,
    ),
    ...screenEvents.map((event) => [screens, event, () => onEvent('displays')] as const),
  ]
  for (const [source, event, listener] of listening) source.on(event, listener)
  return {
    close() {
      for (const [source, event, listener] of listening) source.removeListener(event, listener)
    },
  }
}
