import type { ReadinessView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'

/** Why calls do not reach this desk, with the host and port that do not answer. */
export function readinessText(
  trouble: NonNullable<ReadinessView['trouble']>,
  unreachable: ReadinessView['unreachable'],
  text: Messages,
): string {
  const { says } = text.trouble[trouble]
  if (unreachable === null) return says
  switch (trouble) {
    case 'device-unregistered':
    case 'worker-disconnected':
    case 'server-disconnected':
      return text.unreachable[trouble](unreachable.host, unreachable.port)
    default:
      return says
  }
}
