// A combobox's list as ARIA has it. No HTML element is one: the keyboard works in the field above, which
// marks an option by aria-activedescendant.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */
import { Check } from 'lucide-react'
import type { Disposition } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './wrap-up.module.css'

interface DispositionChipsProps {
  /** The combobox's id: the list is `<id>-list`, an option `<id>-<disposition id>`. */
  readonly id: string
  readonly choices: readonly Disposition[]
  readonly fitting: readonly Disposition[]
  readonly chosenId: string | null
  readonly marked: string | null
  onChoose(choice: Disposition): void
}

/** The combobox's list: a chip for each disposition, which keeps its place whatever is typed. */
export function DispositionChips(props: DispositionChipsProps) {
  const text = useText().wrapUp
  return (
    <div id={`${props.id}-list`} role="listbox" aria-label={text.choices} className={styles.chips}>
      {props.choices.map((choice) => {
        const chosen = choice.id === props.chosenId
        return (
          <div
            key={choice.id}
            id={`${props.id}-${choice.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen}
            data-marked={choice.id === props.marked ? '' : undefined}
            className={classNames(
              styles.chip,
              chosen && styles.chosen,
              !props.fitting.includes(choice) && styles.unfit,
            )}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.onChoose(choice)}
          >
            {chosen && <Check size={14} aria-hidden="true" />}
            {choice.label}
          </div>
        )
      })}
    </div>
  )
}
