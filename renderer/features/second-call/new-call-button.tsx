import type { Barrier } from '../../view/call-abilities.ts'
import { useText } from '../../i18n/text.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import { useKeys } from '../../ui/keys/use-keys.ts'
import styles from './second-call.module.css'

interface NewCallButtonProps {
  readonly barrier: Barrier | null
  readonly open: boolean
  /** A new call was requested. */
  readonly dialing: boolean
  onToggle(): void
}

/** Opens the search for a new call during a call. It stays in its place and says why while another call is not possible. */
export function NewCallButton({ barrier, open, dialing, onToggle }: NewCallButtonProps) {
  const text = useText()
  useKeys({ 'new-call': barrier === null && !dialing ? onToggle : undefined })
  return (
    <KeyButton
      label={text.secondCall.newCall}
      shortcut="new-call"
      size="small"
      className={styles.newCall}
      aria-expanded={open}
      busy={dialing}
      barred={barrier === null || dialing ? undefined : text.typing.barred[barrier]}
      onClick={onToggle}
    />
  )
}
