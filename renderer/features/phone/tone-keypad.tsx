import { useEffect, useRef } from 'react'
import type { KeyRunView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { usePlainKeys } from '../../ui/keys/use-keys.ts'
import { Keypad } from '../../ui/keypad.tsx'
import styles from './active-call.module.css'

interface ToneKeypadProps {
  readonly keys: readonly KeyRunView[]
  onKey(digit: string): void
}

const typed = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#']

/** Whether a key sends a tone while the keypad is open. */
export function isTone(key: string): boolean {
  return typed.includes(key)
}

/**
 * A keypad for DTMF, by click or by typing. It covers the notes, and nothing moves. It takes the focus, so that digits are
 * tones and no notes.
 */
export function ToneKeypad({ keys, onKey }: ToneKeypadProps) {
  const text = useText()
  const keypad = useRef<HTMLFieldSetElement>(null)
  useEffect(() => keypad.current?.focus(), [])
  usePlainKeys(Object.fromEntries(typed.map((digit) => [digit, () => onKey(digit)])))
  return (
    <div className={styles.keypad}>
      <PressedKeys keys={keys} />
      <Keypad ref={keypad} label={text.dialler.keys} typed onKey={onKey} />
    </div>
  )
}

/** The keys that were pressed, and whether each was sent. A key that could not be sent is never shown as sent. */
function PressedKeys({ keys }: Pick<ToneKeypadProps, 'keys'>) {
  const text = useText()
  const last = keys.at(-1)
  return (
    <>
      <p className={styles.keys} data-tabular>
        <span>
          {keys.length === 0
            ? text.call.noKeys
            : keys.map((run, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- a run has no other name, and runs only come at the end
                <span key={at} className={styles[look[run.became]]}>
                  <span className="visually-hidden">{text.call.keys[run.became]}: </span>
                  <span>{run.keys}</span>
                </span>
              ))}
        </span>
      </p>
      <output className={styles.keysLost}>
        {last?.became === 'lost' ? text.call.keysLost(last.keys) : ''}
      </output>
    </>
  )
}

const look = { sent: 'keySent', waiting: 'keyWaiting', lost: 'keyLost' } as const
