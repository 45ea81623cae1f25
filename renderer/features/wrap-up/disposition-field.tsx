// Its options are those of a combobox. No HTML element is one: the keyboard works in the field.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */
import { Check, Search } from 'lucide-react'
import { useLayoutEffect, useRef, type Ref, type RefObject } from 'react'
import type { Disposition } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import field from '../../ui/field.module.css'
import { useSearchList } from '../../ui/search-list/use-search-list.ts'
import { digitOf, findByDigit, findByLabel, rankDispositions } from './match-disposition.ts'
import styles from './wrap-up.module.css'

interface DispositionFieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly choices: readonly Disposition[]
  readonly required: boolean
  readonly typed: string
  readonly chosenId: string | null
  /** Why it was refused, or null. */
  readonly error: string | null
  /** The letters now in the field, and the id of the disposition whose whole label they are. */
  onChange(typed: string, chosenId: string | null): void
}

/**
 * A disposition by typing a few letters. The list is always open as chips, each in its own place: the ones
 * that fit stand out, the best of them is marked, and Enter takes the marked one.
 */
export function DispositionField(props: DispositionFieldProps) {
  const { inputRef, choices, required, typed, chosenId, error, onChange } = props
  const text = useText().wrapUp
  const chosen = choices.find(({ id }) => id === chosenId) ?? null
  // The label of a chosen one would fit itself alone: the arrows go through all again.
  const fitting = chosen === null ? rankDispositions(choices, typed) : choices
  const choose = (choice: Disposition) => onChange(choice.label, choice.id)
  const search = useSearchList({
    typed,
    items: fitting,
    best: chosen ?? (typed.trim() === '' ? null : (fitting[0] ?? null)),
    isOpen: true,
    unmarkOnEscape: true,
    keyOf: ({ id }) => id,
    onChoose: choose,
  })
  const { id } = search.field
  const isByDigit = useRef(false)
  useLayoutEffect(() => {
    // Another digit or letter replaces the label that a digit has written.
    if (isByDigit.current) inputRef.current?.select()
    isByDigit.current = false
  })

  function type(text: string) {
    const byDigit = findByDigit(choices, text)
    isByDigit.current = byDigit !== undefined
    if (byDigit === undefined) onChange(text, findByLabel(choices, text)?.id ?? null)
    else choose(byDigit)
  }

  return (
    <div className={styles.disposition}>
      <label className={field.label} htmlFor={id}>
        {text.disposition}
      </label>
      <div className={field.search}>
        <Search size={16} aria-hidden="true" className={field.searchPicture} />
        <input
          {...search.field}
          ref={inputRef}
          className={classNames(field.input, styles.searchInput)}
          spellCheck={false}
          placeholder={text.placeholder}
          aria-required={required}
          aria-invalid={error !== null}
          aria-describedby={`${id}-error`}
          value={typed}
          onChange={({ target }) => type(target.value)}
          onKeyDown={search.onKeyDown}
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
      <div {...search.list} aria-label={text.choices} className={styles.chips}>
        {choices.map((choice) => {
          const fits = fitting.includes(choice)
          return (
            <DispositionChip
              key={choice.id}
              {...(fits ? search.itemProps(choice) : {})}
              label={choice.label}
              digit={digitOf(choices, choice)}
              isChosen={choice === chosen}
              isMarked={choice === search.marked && choice !== chosen}
              fits={fits}
              onChoose={() => choose(choice)}
            />
          )
        })}
      </div>
    </div>
  )
}

interface DispositionChipProps {
  readonly id?: string
  readonly ref?: Ref<HTMLDivElement> | undefined
  readonly label: string
  /** The key that chooses it in the empty field, if it has one. */
  readonly digit: string | null
  readonly isChosen: boolean
  readonly isMarked: boolean
  /** Whether it fits what was typed. It can be pressed all the same. */
  readonly fits: boolean
  onChoose(): void
}

/** One disposition of the list. It keeps its place, and the focus stays in the field. */
function DispositionChip(props: DispositionChipProps) {
  const { id, ref, label, digit, isChosen, isMarked, fits, onChoose } = props
  return (
    <div
      id={id}
      ref={ref}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-keyshortcuts={digit ?? undefined}
      data-marked={isMarked ? '' : undefined}
      className={classNames(styles.chip, isChosen && styles.chosen, !fits && styles.unfit)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {isChosen && <Check size={14} aria-hidden="true" />}
      {!isChosen && digit !== null && (
        <span className={styles.digit} aria-hidden="true" data-tabular>
          {digit}
        </span>
      )}
      {label}
    </div>
  )
}
