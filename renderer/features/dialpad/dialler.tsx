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
  const { view, number, fromList, actions } = props
  const text = useText()
  const { callerIds, country, dialing } = view.dialler
  const { search, callerId, setCallerId, error, write, press, callTarget, call } = useDialler(props)

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
        fromList={fromList}
        country={country}
        error={error}
        remark={dialing ? text.dialler.calling : numberRemark(number, country, text)}
        onNumber={write}
        onKeyDown={search.onKeyDown}
        onErase={() => write(number.trimEnd().slice(0, -1).trimEnd())}
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
