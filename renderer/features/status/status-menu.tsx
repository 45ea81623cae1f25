import { ChevronDown, CircleCheck, CircleMinus, MicOff } from 'lucide-react'
import { useContext, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { KeyTableContext } from '../../ui/keys/key-table.ts'
import { ChoiceMenu } from '../../ui/overlay/choice-menu.tsx'
import { useNow } from '../../ui/time/clock.tsx'
import type { Actions } from '../../view/actions.ts'
import type { AppView } from '../../view/app-view.ts'
import { deskStateOf, statusText, type DeskState } from '../../view/desk-state.ts'
import { StatePicture } from './state-picture.tsx'
import tones from '../../ui/tone.module.css'
import styles from './status-menu.module.css'

interface StatusProps {
  readonly view: AppView
  readonly actions: Actions
}

/** What is true of this desk, for how long, and what comes after it: always in the same place, whatever is open. */
export function Status({ view, actions }: StatusProps) {
  const text = useText()
  const state = deskStateOf(view, useNow())
  return (
    <>
      <StatusMenu state={state} view={view} actions={actions} />
      {/* Calls are told by the announcer. The time is left out, or it would be said each second. */}
      <output
        aria-label={text.status.label}
        aria-live={isTold(state) ? 'off' : 'polite'}
        className={styles.chips}
      >
        <span className="visually-hidden">{statusText(state, 0, text).words}</span>
        {state.muted && (
          <Badge tone="hold" icon={MicOff}>
            <span className={styles.chipWord}>{text.status.muted}</span>
          </Badge>
        )}
      </output>
    </>
  )
}

function isTold({ kind }: DeskState): boolean {
  return kind === 'ringing' || kind === 'on-a-call' || kind === 'on-hold'
}

/** The state as a button, which opens the menu of statuses. */
function StatusMenu({ state, view, actions }: StatusProps & { readonly state: DeskState }) {
  const text = useText()
  const now = useNow()
  const keys = useContext(KeyTableContext).keysOf('set-status')
  // A screen reader says each change of the name of the button in focus: there it has no time.
  const [focused, setFocused] = useState(false)
  const { words, time, next } = statusText(state, now, text)
  const { current, pending, choices } = view.presence
  const named = [[words, focused ? null : time].filter(isSaid).join(' '), next].filter(isSaid)

  return (
    <ChoiceMenu
      trigger={
        <button
          type="button"
          className={classNames(styles.pill, styles[state.tone], tones[state.tone])}
          aria-label={text.status.named(named.join(', '))}
          aria-busy={pending !== null}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        >
          <StatePicture state={state} changing={pending !== null} />
          <span className={styles.words} title={[words, next].filter(isSaid).join(', ')}>
            {words}
          </span>
          {/* The spaces keep the words apart for assistive technology. */}{' '}
          {time !== null && <time className={styles.time}>{time}</time>}{' '}
          {next !== null && <span className={styles.next}>{next}</span>}
          <ChevronDown size={14} aria-hidden="true" className={styles.chevron} />
        </button>
      }
      value={(pending ?? current)?.sid ?? ''}
      choices={choices.map(({ sid, name, available }, index) => ({
        value: sid,
        label: name,
        shortcut: keys[index],
        picture: available ? (
          <CircleCheck size={15} aria-hidden="true" className={styles.reachable} />
        ) : (
          <CircleMinus size={15} aria-hidden="true" className={styles.unreachable} />
        ),
        detail: available ? text.status.reachable : text.status.unreachable,
      }))}
      onChoose={(sid) => actions.softphone.agentState.set(sid)}
    />
  )
}

function isSaid(part: string | null): part is string {
  return part !== null
}
