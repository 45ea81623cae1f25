import { Phone } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { TargetGrid } from '../transfer/target-grid.tsx'
import { KeyButton } from '../../ui/key-button.tsx'
import { Keypad } from '../../ui/keypad.tsx'
import { CallerIdChoice } from './caller-id-choice.tsx'
import styles from './dialler.module.css'
import { numberRemark } from './number-check.ts'
import { NumberField } from './number-field.tsx'
import { useDialler, type DiallerProps } from './use-dialler.ts'

/**
 * A number, twelve keys, the caller ID, and *Call*. Letters search for a name instead, over the keys. Anything
 * that is neither a number nor a known name is refused with the reason.
 */
export function Dialler(props: DiallerProps) {
  const { view, typedNumber, actions } = props
  const number = typedNumber.text
  const text = useText()
  const { callerIds, country, dialing } = view.dialler
  const dialler = useDialler(props)
  const { search, callerId, setCallerId, error, write, press, callTarget, call } = dialler

  return (
    <form
      className={styles.dialler}
      aria-label={text.dialler.title}
      onSubmit={(event) => {
        event.preventDefault()
        call()
      }}
    >
      <NumberField
        combobox={search.field}
        number={number}
        isDialled={dialler.isDialled}
        fromList={typedNumber.fromList}
        country={country}
        error={error}
        remark={dialing ? text.dialler.calling : numberRemark(number, country, text)}
        onNumber={write}
        onKeyDown={search.onKeyDown}
        onClear={() => write('')}
      />
      <div className={styles.keys}>
        <div className={search.isName ? styles.covered : undefined}>
          <Keypad label={text.dialler.keys} onKey={press} onPlus={() => press('+')} />
        </div>
        {search.isName && (
          <div className={styles.results}>
            <TargetGrid
              search={search}
              targets={view.targets}
              purpose="call"
              actions={actions}
              onChoose={(row) => callTarget(row.target)}
            />
          </div>
        )}
      </div>
      <div className={styles.callRow}>
        <CallerIdChoice callerIds={callerIds} chosen={callerId} onChoose={setCallerId} />
        <KeyButton
          label={text.dialler.call}
          shortcut="Enter"
          showsKey
          type="submit"
          variant="answer"
          icon={Phone}
          busy={dialing || search.isWaiting}
          className={styles.call}
        />
      </div>
    </form>
  )
}
