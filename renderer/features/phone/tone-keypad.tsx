import { useText } from '../../i18n/text.ts'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { Keypad } from '../../ui/keypad.tsx'
import styles from './active-call.module.css'

interface ToneKeypadProps {
  readonly sent: string
  onKey(digit: string): void
}

const typed = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const

/** Keys that the other end hears, by press or by typing. It covers the notes, and nothing moves. */
export function ToneKeypad({ sent, onKey }: ToneKeypadProps) {
  const text = useText()
  useHotkeys(Object.fromEntries(typed.map((digit) => [digit, () => onKey(digit)])))
  return (
    <div className={styles.keypad}>
      <p className={styles.keysSent} data-tabular>
        <span className="visually-hidden">{text.call.keysSent}: </span>
        <span>{sent === '' ? text.call.noKeys : sent}</span>
      </p>
      <Keypad label={text.dialler.keys} onKey={onKey} />
    </div>
  )
}
