import { Search } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import field from '../../ui/field.module.css'
import { pasteLines } from '../dialpad/paste-lines.ts'
import { focusAtEnd } from '../../ui/focus/stage-focus.ts'
import { useStrayText } from '../../ui/focus/stray-text.ts'
import styles from './target-panel.module.css'
import type { TargetSearch } from './use-target-search.ts'

interface SearchFieldProps {
  readonly typed: string
  readonly hint: string
  /** Why what is typed was refused, or null. */
  readonly refusal: string | null
  readonly combobox: TargetSearch['field']
  onType(typed: string): void
}

/** The search field. It takes the focus when it appears. */
export function SearchField({ typed, hint, refusal, combobox, onType }: SearchFieldProps) {
  const text = useText().transfer
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const isRefused = refusal !== null
  useEffect(() => {
    const { current } = input
    if (current === null) return
    focusAtEnd(current)
    // A kept search gives way to the next letter; a refused number is there to be corrected.
    if (!isRefused) current.select()
    // Only once, when the panel opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useStrayText(input)
  return (
    <>
      <div className={field.search}>
        <Search size={16} aria-hidden="true" className={field.searchPicture} />
        <input
          {...combobox}
          ref={input}
          className={classNames(field.input, styles.searchInput)}
          aria-haspopup="grid"
          aria-label={text.search}
          aria-invalid={refusal !== null}
          aria-describedby={refusal === null ? undefined : id}
          spellCheck={false}
          placeholder={hint}
          value={typed}
          onChange={(event) => onType(event.target.value)}
          onPaste={(event) => pasteLines(event, onType)}
        />
      </div>
      {refusal !== null && (
        <p id={id} className={styles.refusal}>
          {refusal}
        </p>
      )}
    </>
  )
}

interface ReasonFieldProps {
  readonly reason: string
  onReason(reason: string): void
}

const longestReason = 500

/** The reason for the transfer, for the next agent. */
export function ReasonField({ reason, onReason }: ReasonFieldProps) {
  const text = useText().transfer
  const id = useId()
  return (
    <div className={styles.reason}>
      <label htmlFor={id} className={classNames(field.label, styles.reasonLabel)}>
        {text.reason}
      </label>
      <input
        id={id}
        className={field.input}
        autoComplete="off"
        maxLength={longestReason}
        placeholder={text.reasonHint}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
      />
    </div>
  )
}
