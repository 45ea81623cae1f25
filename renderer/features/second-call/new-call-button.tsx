import { useText } from '../../i18n/text.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import { useKeys } from '../../ui/keys/use-keys.ts'
import styles from './second-call.module.css'

interface NewCallButtonProps {
  readonly able: boolean
  readonly open: boolean
  /** A new call was requested. */
  readonly dialing: boolean
  onToggle(): void
}

/** Opens the search for a new call during a call. It is disabled, in its place, while another call is not possible. */
export function NewCallButton({ able, open, dialing, onToggle }: NewCallButtonProps) {
  const text = useText().secondCall
  useKeys({ 'new-call': able && !dialing ? onToggle : undefined })
  return (
    <KeyButton
      label={text.newCall}
      shortcut="new-call"
      size="small"
      className={styles.newCall}
      aria-expanded={open}
      busy={dialing}
      disabled={!able && !dialing}
      onClick={onToggle}
    />
  )
}
