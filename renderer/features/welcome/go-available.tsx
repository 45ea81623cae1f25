import type { Actions } from '../../view/actions.ts'
import type { PresenceView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'

interface GoAvailableProps {
  readonly presence: PresenceView
  readonly actions: Actions
  readonly variant?: 'plain' | 'primary'
}

/** Leads to the first status in which calls reach the agent. */
export function GoAvailable({ presence, actions, variant = 'plain' }: GoAvailableProps) {
  const text = useText()
  const available = presence.choices.find((activity) => activity.available)
  if (available === undefined) return null
  return (
    <Button
      size="small"
      variant={variant}
      busy={presence.pending?.available === true}
      onClick={() => actions.softphone.agentState.set(available.sid)}
    >
      {text.notice.goAvailable}
    </Button>
  )
}
