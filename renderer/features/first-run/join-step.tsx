import { useState, type FormEvent } from 'react'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { useText } from '../../i18n/text.ts'
import styles from './first-run.module.css'
import { StepHeading, StepButtons, TextField, StepFailure } from './step-elements.tsx'

interface JoinStepProps {
  readonly view: Extract<FirstRunView, { kind: 'join' }>
  readonly actions: FirstRunActions
}

/** The address of a company's server. It is checked before it is used. */
export function JoinStep({ view, actions }: JoinStepProps) {
  const text = useText().firstRun
  const [url, setUrl] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!view.busy) actions.join(url.trim() === '' ? 'https://' : url.trim())
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <StepHeading title={text.join.title} />
      <TextField
        label={text.join.address}
        type="url"
        placeholder="https://"
        value={url}
        aria-invalid={view.failure !== null}
        onText={setUrl}
      />
      <StepFailure says={view.failure === null ? null : text.joinFailures[view.failure]} />
      <StepButtons submit={text.join.submit} busy={view.busy} onBack={() => actions.back()} />
    </form>
  )
}
