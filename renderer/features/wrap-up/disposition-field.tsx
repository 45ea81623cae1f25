import { Search } from 'lucide-react'
import { useEffect, useId, type RefObject } from 'react'
import type { Disposition } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import field from '../../ui/field.module.css'
import { DispositionChips } from './disposition-chips.tsx'
import { useMarking } from './use-marking.ts'
import styles from './wrap-up.module.css'

interface DispositionFieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly choices: readonly Disposition[]
  readonly required: boolean
  readonly typed: string
  readonly chosenId: string | null
  /** Why it was refused, or null. */
  readonly error: string | null
  /** The letters now in the field, and the disposition that they stand for. */
  onChange(typed: string, chosenId: string | null): void
}

/**
 * A disposition by typing a few letters. The list is always open as chips, each in its own place: the ones
 * that fit stand out, Enter takes the marked one, and the arrows mark another.
 */
export function DispositionField({
  inputRef,
  choices,
  required,
  typed,
  chosenId,
  error,
  onChange,
}: DispositionFieldProps) {
  const text = useText().wrapUp
  const id = useId()
  const { marked, fitting, type, choose, onKeyDown } = useMarking(
    choices,
    typed,
    chosenId,
    onChange,
  )
  useEffect(() => {
    if (marked === null) return
    document
      .querySelector(`#${CSS.escape(`${id}-${marked}`)}`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [id, marked])

  return (
    <div className={styles.disposition}>
      <label className={field.label} htmlFor={id}>
        {text.disposition}
      </label>
      <div className={field.search}>
        <Search size={16} aria-hidden="true" className={field.searchPicture} />
        <input
          ref={inputRef}
          id={id}
          role="combobox"
          className={classNames(field.input, styles.searchInput)}
          autoComplete="off"
          spellCheck={false}
          placeholder={text.placeholder}
          aria-autocomplete="list"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={marked === null ? undefined : `${id}-${marked}`}
          aria-required={required}
          aria-invalid={error !== null}
          aria-describedby={`${id}-error`}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {required && (
          <span className={styles.required} aria-hidden="true">
            {text.required}
          </span>
        )}
      </div>
      <p id={`${id}-error`} className={styles.refusal} role="alert">
        {error}
      </p>
      <DispositionChips
        id={id}
        choices={choices}
        fitting={fitting}
        chosenId={chosenId}
        marked={marked}
        onChoose={choose}
      />
    </div>
  )
}
