import { ChevronDown, CircleCheck, CircleMinus, LoaderCircle } from 'lucide-react'
import { useContext, useId } from 'react'
import type { Actions } from '../../view/actions.ts'
import type { ActivityView, PresenceView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { KeyTableContext } from '../../ui/keys/key-table.ts'
import { ChoiceMenu } from '../../ui/overlay/choice-menu.tsx'
import styles from './presence-menu.module.css'

interface PresenceMenuProps {
  readonly presence: PresenceView
  readonly actions: Actions
}

/** The current activity, the requested one, and the menu to change it. */
export function PresenceMenu({ presence, actions }: PresenceMenuProps) {
  const text = useText()
  const stateId = useId()
  const keys = useContext(KeyTableContext).keysOf('set-status')
  const { current, pending, choices } = presence
  const now = current?.name ?? text.presence.unknown
  const description = pending === null ? now : text.presence.changing(now, pending.name)

  return (
    <div className={styles.presence}>
      <PresencePicture activity={current} pending={pending !== null} />
      <span className={styles.state} aria-hidden="true">
        {pending === null ? now : text.presence.changingTo(pending.name)}
      </span>
      <ChevronDown size={14} aria-hidden="true" className={styles.chevron} />
      <span id={stateId} className="visually-hidden">
        {description}
      </span>
      {/* The button lies over the text: its name stays the same in every state. */}
      <ChoiceMenu
        trigger={
          <button
            type="button"
            className={styles.trigger}
            aria-label={text.presence.label}
            aria-describedby={stateId}
            aria-busy={pending !== null}
          />
        }
        value={(pending ?? current)?.sid ?? ''}
        choices={choices.map((activity, index) => ({
          value: activity.sid,
          label: activity.name,
          picture: <PresencePicture activity={activity} pending={false} />,
          shortcut: keys[index],
          detail: activity.available ? text.presence.reachable : text.presence.unreachable,
        }))}
        onChoose={(sid) => actions.softphone.agentState.set(sid)}
      />
    </div>
  )
}

interface PresencePictureProps {
  readonly activity: ActivityView | null
  readonly pending: boolean
}

function PresencePicture({ activity, pending }: PresencePictureProps) {
  if (pending || activity === null) {
    return <LoaderCircle size={15} aria-hidden="true" data-spinner />
  }
  return activity.available ? (
    <CircleCheck size={15} aria-hidden="true" className={styles.reachable} />
  ) : (
    <CircleMinus size={15} aria-hidden="true" className={styles.unreachable} />
  )
}
