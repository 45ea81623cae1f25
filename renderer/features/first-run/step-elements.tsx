import { useEffect, useId, useRef, type ComponentProps, type ReactNode } from 'react'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { useText } from '../../i18n/text.ts'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './first-run.module.css'

export interface StepProps<Kind extends FirstRunView['kind']> {
  readonly view: Extract<FirstRunView, { kind: Kind }>
  readonly actions: FirstRunActions
}

interface StepHeadingProps {
  readonly title: string
  readonly lead?: string | undefined
}

/** The heading of a step. It takes the focus, so that a screen reader reads it and Tab continues from here. */
export function StepHeading({ title, lead }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <header className={styles.header}>
      <BrandMark />
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
    </header>
  )
}

interface StepFormProps extends StepHeadingProps {
  readonly autoComplete?: 'off'
  readonly failure: Failure | null
  readonly submit: string
  readonly busy: boolean
  /** False while a field is incomplete. */
  readonly complete?: boolean
  readonly children: ReactNode
  onSubmit(): void
  onBack(): void
}

/** A step with fields, what went wrong, and its buttons. */
export function StepForm(props: StepFormProps) {
  const { title, lead, autoComplete, failure, submit, busy, complete = true, children } = props
  return (
    <form
      className={styles.form}
      autoComplete={autoComplete}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (complete && !busy) props.onSubmit()
      }}
    >
      <StepHeading title={title} lead={lead} />
      {children}
      <StepFailure failure={failure} />
      <div className={styles.buttons}>
        <BackButton onBack={props.onBack} />
        <Button type="submit" variant="primary" busy={busy} disabled={!complete}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

interface SetupFieldProps extends ComponentProps<typeof TextField> {
  readonly hint?: string
}

/** A field for a name, an address or a secret: without corrections, and with a hint below it. */
export function SetupField({ hint, ...field }: SetupFieldProps) {
  const id = useId()
  return (
    <TextField {...field} spellCheck={false} autoCapitalize="none" aria-describedby={id}>
      <p id={id} className={styles.hint}>
        {hint}
      </p>
    </TextField>
  )
}

interface Failure {
  readonly says: string
  /** The reason, in the words of the service that refused. */
  readonly details?: readonly string[]
}

/** What went wrong and what to do. */
export function StepFailure({ failure }: { readonly failure: Failure | null }) {
  const text = useText().firstRun
  const details = failure?.details?.filter((each) => each !== '') ?? []
  return (
    <div>
      <p className={styles.failure} role="alert">
        {failure?.says}
      </p>
      {details.length > 0 && (
        <details className={styles.details}>
          <summary>{text.details}</summary>
          {details.map((each) => (
            <p key={each}>{each}</p>
          ))}
        </details>
      )}
    </div>
  )
}

export function BackButton({ onBack }: Pick<StepFormProps, 'onBack'>) {
  const text = useText().firstRun
  return (
    <Button variant="quiet" onClick={onBack}>
      {text.back}
    </Button>
  )
}
