import type { ReadinessView } from '../../app/view.ts'
import type { Messages } from '../../i18n/en.ts'

/** Why calls do not reach this desk, with host and port where no answer comes from. */
export function readinessTroubleText(
  trouble: NonNullable<ReadinessView['trouble']>,
  unreachable: ReadinessView['unreachable'],
  text: Messages,
): string {
  const { says } = text.trouble[trouble]
  if (unreachable === null) return says
  if (trouble === 'microphone-blocked' || trouble === 'microphone-missing') return says
  return text.unreachable[trouble](unreachable.host, unreachable.port)
}
