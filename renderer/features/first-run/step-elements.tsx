import { useEffect, useId, useRef, type ComponentProps, type ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { Button } from '../../ui/button.tsx'
import field from '../../ui/field.module.css'
import styles from './first-run.module.css'

/** The heading of a step. It takes the focus, so that a screen reader reads it and Tab continues from here. */
export function StepHeading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <header className={styles.header}>
      <BrandMark />
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {children}
    </header>
  )
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'id'> {
  readonly label: string
  readonly hint?: string
  onText(text: string): void
}

export function TextField({ label, hint, onText, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={field.input}
        spellCheck={false}
        autoCapitalize="none"
        aria-describedby={`${id}-hint`}
        onChange={(event) => onText(event.target.value)}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    </div>
  )
}

/** What went wrong and what to do; below it the reason, in the words of the service that refused. */
export function StepFailure({
  says,
  details,
}: {
  says: string | null
  details?: readonly string[]
}) {
  const text = useText().firstRun
  const known = (details ?? []).filter((each) => each !== '')
  return (
    <div>
      <p className={styles.failure} role="alert">
        {says}
      </p>
      {says !== null && known.length > 0 && (
        <details className={styles.details}>
          <summary>{text.details}</summary>
          {known.map((each) => (
            <p key={each}>{each}</p>
          ))}
        </details>
      )}
    </div>
  )
}

interface StepButtonsProps {
  readonly submit?: string
  readonly busy?: boolean
  readonly disabled?: boolean
  onBack(): void
}

export function StepButtons({ submit, busy = false, disabled = false, onBack }: StepButtonsProps) {
  const text = useText().firstRun
  return (
    <div className={styles.buttons}>
      <Button variant="quiet" onClick={onBack}>
        {text.back}
      </Button>
      {submit !== undefined && (
        <Button type="submit" variant="primary" busy={busy} disabled={disabled}>
          {submit}
        </Button>
      )}
    </div>
  )
}
