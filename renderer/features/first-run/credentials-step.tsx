import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { SetupField, StepForm, type StepProps } from './step-elements.tsx'

/** The two credentials of the account. They go to the main process and are never sent back to the page. */
export function CredentialsStep({ view, actions }: StepProps<'credentials'>) {
  const text = useText().firstRun
  const words = text.credentials
  const [accountSid, setAccountSid] = useState('')
  const [authToken, setAuthToken] = useState('')
  const { failure, busy } = view
  const invalid = failure?.code === 'wrong-credentials'
  return (
    <StepForm
      title={words.title}
      autoComplete="off"
      failure={failure && { says: text.setupFailures[failure.code], details: [failure.message] }}
      submit={words.submit}
      busy={busy}
      onSubmit={() => actions.check(accountSid.trim(), authToken.trim())}
      onBack={() => actions.back()}
    >
      <SetupField
        label={words.accountSid}
        placeholder="AC…"
        value={accountSid}
        aria-invalid={invalid}
        onText={setAccountSid}
      />
      <SetupField
        label={words.authToken}
        type="password"
        autoComplete="off"
        value={authToken}
        aria-invalid={invalid}
        hint={view.remembered ? words.hint : words.forgotten}
        onText={setAuthToken}
      />
    </StepForm>
  )
}
