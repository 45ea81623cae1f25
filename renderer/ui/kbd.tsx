import { type Hotkey, showHotkey } from './hotkeys.ts'
import styles from './kbd.module.css'

/** A key shown inside a button. It is hidden from screen readers, so that it is not part of the button's name. */
export function Kbd({ hotkey }: { hotkey: Hotkey }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {showHotkey(hotkey)}
    </kbd>
  )
}
