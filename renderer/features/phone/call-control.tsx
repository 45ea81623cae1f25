import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { Barrier } from '../../view/call-abilities.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import { Hint } from '../../ui/overlay/hint.tsx'
import { useShownKey, type Shortcut } from '../../ui/keys/shown-key.ts'
import styles from './call-controls.module.css'

interface CallControlProps {
  readonly label: string
  /** The label in its other state: room is kept for it, so that its neighbours stay. */
  readonly otherLabel?: string
  /** The tooltip, where it says more than the label. */
  readonly hint?: string | undefined
  readonly icon: LucideIcon
  /** What its key does. The caller listens for it. */
  readonly shortcut: Shortcut
  /** Whether it is switched on: muted, or held. */
  readonly on?: boolean
  /** For a control that opens something: whether it is open. */
  readonly expanded?: boolean
  /** Requested, not yet confirmed. */
  readonly busy?: boolean
  readonly danger?: boolean
  /** Why it can do nothing now. It can still get the focus, and says so. */
  readonly barrier: Barrier | null
  onPress(): void
}

/** One control of the call: an icon above its label. */
export function CallControl(props: CallControlProps) {
  const { label, icon: Icon, shortcut, on, expanded, busy, danger, barrier } = props
  const text = useText().typing
  const { aria } = useShownKey(shortcut)
  const barred = barrier === null || busy ? undefined : text.barred[barrier]
  const Picture = busy ? LoaderCircle : Icon
  return (
    <Hint
      says={barred ?? props.hint ?? label}
      shortcut={barred === undefined ? shortcut : undefined}
    >
      <button
        type="button"
        {...(barred !== undefined && { 'aria-disabled': true, 'aria-description': barred })}
        aria-expanded={expanded}
        aria-keyshortcuts={aria}
        {...(busy && { 'aria-busy': true, 'aria-disabled': true })}
        {...(on && { 'data-on': '' })}
        className={classNames(
          styles.control,
          on && styles.on,
          expanded && styles.open,
          danger && styles.danger,
        )}
        onClick={() => {
          if (!busy && barred === undefined) props.onPress()
        }}
      >
        <Picture size={19} aria-hidden="true" {...(busy && { 'data-spinner': true })} />
        <span className={styles.label} data-other={props.otherLabel}>
          {label}
        </span>
      </button>
    </Hint>
  )
}
