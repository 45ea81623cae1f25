import { LoaderCircle, type LucideIcon } from 'lucide-react'
import { classNames } from '../../ui/class-names.ts'
import { Hint } from '../../ui/overlay/hint.tsx'
import type { Hotkey } from '../../ui/hotkeys.ts'
import styles from './call-controls.module.css'

interface CallControlProps {
  readonly label: string
  /** The label in its other state: room is kept for it, so that its neighbours stay. */
  readonly otherLabel?: string
  /** The tooltip, where it says more than the label. */
  readonly hint?: string | undefined
  readonly icon: LucideIcon
  readonly hotkey?: Hotkey
  /** Whether it is switched on: muted, or held. */
  readonly on?: boolean
  /** For a control that opens something: whether it is open. */
  readonly expanded?: boolean
  /** Requested, not yet confirmed. */
  readonly busy?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  onPress(): void
}

/** One control of the call: an icon above its label. */
export function CallControl(props: CallControlProps) {
  const { label, icon: Icon, hotkey, on, expanded, busy, danger } = props
  const Picture = busy ? LoaderCircle : Icon
  return (
    <Hint says={props.hint ?? label} hotkey={hotkey}>
      <button
        type="button"
        disabled={props.disabled}
        aria-expanded={expanded}
        {...(busy && { 'aria-busy': true, 'aria-disabled': true })}
        {...(on && { 'data-on': '' })}
        className={classNames(
          styles.control,
          on && styles.on,
          expanded && styles.open,
          danger && styles.danger,
        )}
        onClick={() => {
          if (!busy) props.onPress()
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
