import type { ReadinessView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'

/** Why calls do not reach this desk, with the host and port that do not answer. */
export function readinessText(
  failure: NonNullable<ReadinessView['failure']>,
  unreachable: ReadinessView['unreachable'],
  text: Messages,
): string {
  const { says } = text.failure[failure]
  if (unreachable === null) return says
  switch (failure) {
    case 'device-unregistered':
    case 'worker-disconnected':
    case 'server-disconnected':
      return text.unreachable[failure](unreachable.host, unreachable.port)
    default:
      return says
  }
}
