import { useEffect, useRef, type Ref } from 'react'
import styles from './keypad.module.css'
import { useRovingKeys } from './keys/roving-keys.ts'

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

const columns = 3
const longPressMs = 500

interface KeypadProps {
  readonly ref?: Ref<HTMLFieldSetElement>
  readonly label: string
  /** Whether a key is also pressed by typing its digit. */
  readonly typed?: boolean
  onKey(digit: string): void
  /** Given if a long press on 0 types a plus. */
  onPlus?(): void
}

/**
 * Twelve keys: one tab stop, with the arrows from key to key. A click leaves the focus where it is, so that typing can
 * continue.
 */
export function Keypad({ ref, label, typed = false, onKey, onPlus }: KeypadProps) {
  const longPress = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wrotePlus = useRef(false)
  useEffect(() => () => clearTimeout(longPress.current), [])
  const roving = useRovingKeys(keys.length, columns)

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
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Its keys share the arrows.
    <fieldset
      ref={ref}
      tabIndex={-1}
      aria-label={label}
      className={styles.keypad}
      onKeyDown={roving.onKeyDown}
    >
      {keys.map((key, at) => (
        <button
          key={key.digit}
          type="button"
          className={styles.key}
          {...roving.itemProps(at)}
          aria-label={key.name}
          aria-keyshortcuts={typed ? key.digit : undefined}
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
