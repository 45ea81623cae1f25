import { useEffect, useRef } from 'react'
import styles from './keypad.module.css'

/** A key: what it sends, the letters below it, and the accessible name of a sign. */
interface Key {
  readonly digit: string
  readonly letters: string
  readonly name?: string
}

const keys: readonly Key[] = [
  { digit: '1', letters: '' },
  { digit: '2', letters: 'ABC' },
  { digit: '3', letters: 'DEF' },
  { digit: '4', letters: 'GHI' },
  { digit: '5', letters: 'JKL' },
  { digit: '6', letters: 'MNO' },
  { digit: '7', letters: 'PQRS' },
  { digit: '8', letters: 'TUV' },
  { digit: '9', letters: 'WXYZ' },
  { digit: '*', letters: '', name: 'Star' },
  { digit: '0', letters: '' },
  { digit: '#', letters: '', name: 'Hash' },
]

const longPressMs = 500

interface KeypadProps {
  readonly label: string
  onKey(digit: string): void
  /** Given if a long press on 0 types a plus. */
  onPlus?(): void
}

/** Twelve keys. A click leaves the focus where it is, so that typing can continue. */
export function Keypad({ label, onKey, onPlus }: KeypadProps) {
  const longPress = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wrotePlus = useRef(false)
  useEffect(() => () => clearTimeout(longPress.current), [])

  function pressDown(key: Key) {
    wrotePlus.current = false
    if (key.digit !== '0' || onPlus === undefined) return
    longPress.current = setTimeout(() => {
      wrotePlus.current = true
      onPlus()
    }, longPressMs)
  }
  function letGo() {
    clearTimeout(longPress.current)
  }
  function press(key: Key) {
    if (!wrotePlus.current) onKey(key.digit)
    wrotePlus.current = false
  }

  return (
    <fieldset aria-label={label} className={styles.keypad}>
      {keys.map((key) => (
        <button
          key={key.digit}
          type="button"
          className={styles.key}
          aria-label={key.name}
          onMouseDown={(event) => event.preventDefault()}
          onPointerDown={() => pressDown(key)}
          onPointerUp={letGo}
          onPointerLeave={letGo}
          onClick={() => press(key)}
        >
          {key.digit === '*' ? '✱' : key.digit}
          <span className={styles.letters} aria-hidden="true">
            {key.digit === '0' && onPlus !== undefined ? '+' : key.letters}
          </span>
        </button>
      ))}
    </fieldset>
  )
}
