import { Phone } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Actions } from '../../app/actions.ts'
import type { DiallerView } from '../../app/view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { Hint } from '../../ui/hint.tsx'
import { Keypad } from '../../ui/keypad.tsx'
import { CallerIdChoice } from './caller-id-choice.tsx'
import styles from './dialler.module.css'
import { checkNumber, countryName, formatTyped, type Refusal } from './number-check.ts'
import { NumberField } from './number-field.tsx'

interface DiallerProps {
  readonly dialler: DiallerView
  /** The typed number lives above, so that a call in between or the history can leave one here. */
  readonly number: string
  /** Counts the numbers put here from a list: each takes the focus, so that Enter calls it. */
  readonly fromList: number
  readonly actions: Actions
  onNumber(number: string): void
}

/** A number, twelve keys, the line that is shown, and *Call*. A number that can be none is refused with its reason. */
export function Dialler({ dialler, number, fromList, actions, onNumber }: DiallerProps) {
  const text = useText()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const callerId = dialler.callerIds.find((id) => id === chosen) ?? dialler.callerIds[0]

  function write(next: string) {
    setRefusal(null)
    if (dialler.error !== null) actions.clearDialError()
    onNumber(next)
  }
  function press(key: string) {
    write(formatTyped(number + key, dialler.country))
  }
  function call(event: FormEvent) {
    event.preventDefault()
    if (dialler.dialing) return
    const check = checkNumber(number, dialler.country)
    setRefusal(check.kind === 'refused' ? check.why : null)
    if (check.kind === 'good') actions.dial(check.e164, callerId)
  }

  const error = errorText(refusal, dialler.error, text)
  return (
    <form className={styles.dialler} aria-label={text.dialler.title} onSubmit={call}>
      <NumberField
        number={number}
        fromList={fromList}
        country={dialler.country}
        error={error}
        remark={
          dialler.dialing ? text.dialler.calling : (countryName(number, dialler.country) ?? '')
        }
        onNumber={write}
        onErase={() => write(number.trimEnd().slice(0, -1).trimEnd())}
      />
      <Keypad label={text.dialler.keys} onKey={press} onPlus={() => press('+')} />
      <div className={styles.callRow}>
        <CallerIdChoice callerIds={dialler.callerIds} chosen={callerId} onChoose={setChosen} />
        <Hint says={text.dialler.call} hotkey="Enter">
          <Button
            type="submit"
            variant="answer"
            icon={Phone}
            hotkey="Enter"
            busy={dialler.dialing}
            className={styles.call}
          >
            {text.dialler.call}
          </Button>
        </Hint>
      </div>
    </form>
  )
}

function errorText(
  refusal: Refusal | null,
  error: DiallerView['error'],
  text: ReturnType<typeof useText>,
): string | null {
  if (refusal !== null) return text.dialler.refusal[refusal]
  return error === null ? null : text.failures.byCode[error]
}
