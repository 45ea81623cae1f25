import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { Hint } from '../../ui/hint.tsx'
import { useHotkeys } from '../../ui/hotkeys.ts'
import styles from './second-call.module.css'

interface NewCallButtonProps {
  readonly able: boolean
  readonly open: boolean
  /** A new call is on its way to the server. */
  readonly dialing: boolean
  onToggle(): void
}

/** Opens the search for whom to call during a call. It stays in its place while there is no room for another call. */
export function NewCallButton({ able, open, dialing, onToggle }: NewCallButtonProps) {
  const text = useText().secondCall
  useHotkeys({ N: able && !dialing ? onToggle : undefined })
  return (
    <Hint says={text.newCall} hotkey="N">
      <Button
        size="small"
        className={styles.newCall}
        aria-expanded={open}
        busy={dialing}
        disabled={!able && !dialing}
        onClick={onToggle}
      >
        {text.newCall}
      </Button>
    </Hint>
  )
}
