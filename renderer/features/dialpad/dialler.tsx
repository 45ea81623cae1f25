import { Phone } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { Hint } from '../../ui/hint.tsx'
import { plainKeyOf } from '../../ui/keys/key-gate.ts'
import { Keypad } from '../../ui/keypad.tsx'
import { CallerIdChoice } from './caller-id-choice.tsx'
import styles from './dialler.module.css'
import { Found } from './found.tsx'
import { numberRemark } from './number-remark.ts'
import { NumberField } from './number-field.tsx'
import { useDialler, type DiallerProps } from './use-dialler.ts'

/**
 * A number, twelve keys, the line that is shown, and *Call*. Letters search for a name instead, over the keys. What
 * can be no number and is nobody's name is refused with its reason.
 */
export function Dialler(props: DiallerProps) {
  const { view, number, fromList, actions } = props
  const text = useText()
  const { callerIds, country, dialing } = view.dialler
  const { search, callerId, setCallerId, error, write, press, callFound, call } = useDialler(props)
  const { lists, marked } = search

  function onKeyDown(event: KeyboardEvent) {
    const key = plainKeyOf(event.nativeEvent)
    const inField = event.target instanceof HTMLInputElement
    if (key !== null && inField && search.onArrow(key)) event.preventDefault()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- The arrows choose among those found.
    <form
      className={styles.dialler}
      aria-label={text.dialler.title}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        call()
      }}
    >
      <NumberField
        number={number}
        fromList={fromList}
        country={country}
        error={error}
        remark={dialing ? text.dialler.calling : numberRemark(number, country, text)}
        onNumber={write}
        onErase={() => write(number.trimEnd().slice(0, -1).trimEnd())}
      />
      <div className={styles.keys}>
        <div className={lists === null ? undefined : styles.covered}>
          <Keypad label={text.dialler.keys} onKey={press} onPlus={() => press('+')} />
        </div>
        {lists !== null && (
          <Found
            lists={lists}
            marked={marked}
            targets={view.targets}
            actions={actions}
            onChoose={callFound}
          />
        )}
      </div>
      <div className={styles.callRow}>
        <CallerIdChoice callerIds={callerIds} chosen={callerId} onChoose={setCallerId} />
        <Hint says={text.dialler.call} hotkey="Enter">
          <Button
            type="submit"
            variant="answer"
            icon={Phone}
            hotkey="Enter"
            busy={dialing || search.awaited}
            className={styles.call}
          >
            {text.dialler.call}
          </Button>
        </Hint>
      </div>
    </form>
  )
}
