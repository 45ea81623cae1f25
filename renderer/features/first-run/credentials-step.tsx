import { useState, type FormEvent } from 'react'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { useText } from '../../i18n/text.ts'
import styles from './first-run.module.css'
import { StepHeading, StepButtons, TextField, StepFailure } from './step-elements.tsx'

interface CredentialsStepProps {
  readonly view: Extract<FirstRunView, { kind: 'credentials' }>
  readonly actions: FirstRunActions
}

/** The two credentials of the account. They go to the main process and are never sent back to the page. */
export function CredentialsStep({ view, actions }: CredentialsStepProps) {
  const text = useText().firstRun
  const [accountSid, setAccountSid] = useState('')
  const [authToken, setAuthToken] = useState('')
  const { failure, busy } = view
  const invalid = failure?.code === 'wrong-credentials'
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!busy) actions.check(accountSid.trim(), authToken.trim())
  }
  return (
    <form className={styles.form} onSubmit={submit} autoComplete="off" noValidate>
      <StepHeading title={text.credentials.title} />
      <TextField
        label={text.credentials.accountSid}
        placeholder="AC…"
        value={accountSid}
        aria-invalid={invalid}
        onText={setAccountSid}
      />
      <TextField
        label={text.credentials.authToken}
        type="password"
        autoComplete="off"
        value={authToken}
        aria-invalid={invalid}
        hint={view.remembered ? text.credentials.hint : text.credentials.forgotten}
        onText={setAuthToken}
      />
      <StepFailure
        says={failure === null ? null : text.setupFailures[failure.code]}
        details={[failure?.message ?? '']}
      />
      <StepButtons submit={text.credentials.submit} busy={busy} onBack={() => actions.back()} />
    </form>
  )
}
