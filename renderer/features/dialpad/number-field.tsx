import { X } from 'lucide-react'
import {
  useContext,
  useEffect,
  useRef,
  type ChangeEvent,
  type FocusEvent,
  type KeyboardEvent,
} from 'react'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import field from '../../ui/field.module.css'
import { useFieldFocus } from '../../ui/focus/stage-focus.ts'
import { useStrayText } from '../../ui/focus/stray-text.ts'
import { TypingNotesContext } from '../../ui/focus/typing-notes.ts'
import type { TargetSearch } from '../transfer/use-target-search.ts'
import styles from './dialler.module.css'
import { formatTyped } from './number-check.ts'
import { pasteLines } from './paste-lines.ts'

interface NumberFieldProps {
  readonly combobox: TargetSearch['field']
  readonly number: string
  /** The number was dialled: the next one replaces it. */
  readonly isDialled: boolean
  readonly fromList: number
  readonly country: string
  /** Why the number was refused, or null. */
  readonly error: string | null
  /** The text under the field while nothing is wrong. */
  readonly remark: string
  onNumber(number: string): void
  onKeyDown(event: KeyboardEvent<HTMLElement>): void
  onClear(): void
}

/** The number being typed. It formats only while the caret is at the end, so that edits in the middle are not disturbed. */
export function NumberField(props: NumberFieldProps) {
  const text = useText()
  const { id } = props.combobox
  const { fromList, isDialled } = props
  const input = useRef<HTMLInputElement>(null)
  const typing = useContext(TypingNotesContext)
  const focus = () => input.current?.focus()
  useFieldFocus(input, () => !typing.isSomewhere(), focus)
  useStrayText(input, { take: focus, isFor: () => !typing.isSomewhere() })
  useEffect(() => {
    if (fromList > 0) input.current?.focus()
  }, [fromList])

  /** A field that gets the focus back has the caret at its end; a click still puts it elsewhere. */
  function placeCaret({ target }: FocusEvent<HTMLInputElement>) {
    const { length } = target.value
    target.setSelectionRange(isDialled ? 0 : length, length)
  }
  function change(event: ChangeEvent<HTMLInputElement>) {
    const { value, selectionStart } = event.target
    const atEnd = selectionStart === null || selectionStart === value.length
    const erased = value.length < props.number.length
    props.onNumber(atEnd && !erased ? formatTyped(value, props.country) : value)
  }

  return (
    <div>
      <label htmlFor={id} className="visually-hidden">
        {text.dialler.number}
      </label>
      <div className={styles.numberBox}>
        <input
          {...props.combobox}
          ref={input}
          className={classNames(field.input, styles.number)}
          type="tel"
          aria-haspopup="grid"
          placeholder={text.dialler.placeholder}
          value={props.number}
          aria-invalid={props.error !== null}
          aria-describedby={`${id}-remark`}
          onFocus={placeCaret}
          onChange={change}
          onKeyDown={props.onKeyDown}
          onPaste={(event) => pasteLines(event, props.onNumber)}
        />
        {props.number !== '' && (
          <IconButton
            className={styles.clear}
            icon={X}
            label={text.typing.clear}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              props.onClear()
              focus()
            }}
          />
        )}
      </div>
      <p
        id={`${id}-remark`}
        className={classNames(styles.remark, props.error !== null && styles.refused)}
        role={props.error === null ? undefined : 'alert'}
      >
        {props.error ?? props.remark}
      </p>
    </div>
  )
}
