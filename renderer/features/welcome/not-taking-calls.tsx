import { BellOff, Coffee } from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { ActivityView, AppView, PresenceView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { GoAvailable } from './go-available.tsx'

/** Where an agent stands whose desk is ready and whose status keeps calls away; else null. */
export function awayOf({ presence, readiness, notice }: AppView): 'offline' | 'other' | null {
  // A missed call says it itself, with the same button.
  if (!readiness.ready || notice?.kind === 'missed') return null
  if (presence.current === null || presence.current.available) return null
  return isOffline(presence.current.name) ? 'offline' : 'other'
}

/** TaskRouter's own name for it. Where a contact centre has another one, the sentence names that. */
function isOffline(name: string): boolean {
  return name.toLowerCase() === 'offline'
}

export function awayText({ name }: ActivityView, text: Messages): string {
  const { offline, other } = text.notTakingCalls
  return isOffline(name) ? offline : other(name)
}

interface NotTakingCallsProps {
  readonly presence: PresenceView
  readonly actions: Actions
}

/**
 * Says that no call comes. Loud for somebody who is offline and may not know it, quiet for a status that the agent has
 * chosen, such as Break.
 */
export function NotTakingCalls({ presence, actions }: NotTakingCallsProps) {
  const text = useText()
  const { current } = presence
  if (current === null) return null
  const loud = isOffline(current.name)
  return (
    <Banner
      tone={loud ? 'hold' : 'neutral'}
      icon={loud ? BellOff : Coffee}
      says={awayText(current, text)}
    >
      <GoAvailable presence={presence} actions={actions} variant={loud ? 'primary' : 'plain'} />
    </Banner>
  )
}
