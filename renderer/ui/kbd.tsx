import { type Hotkey, showHotkey } from './hotkeys.ts'
import styles from './kbd.module.css'

/** A key shown inside a button. Hidden from screen readers, so that the button's name stays its word. */
export function Kbd({ hotkey }: { hotkey: Hotkey }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {showHotkey(hotkey)}
    </kbd>
  )
}
