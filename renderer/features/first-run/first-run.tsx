import { LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import type { RunningMode } from '../../../electron/contract/bundled.ts'
import type { PolicyFailure } from '../../../electron/contract/program.ts'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { useText } from '../../i18n/text.ts'
import { PolicyFailures } from '../notices/policy-failures.tsx'
import { ChooseStep } from './choose-step.tsx'
import { CredentialsStep } from './credentials-step.tsx'
import styles from './first-run.module.css'
import { PlanStep } from './plan-step.tsx'
import {
  BackButton,
  SetupField,
  StepFailure,
  StepForm,
  StepHeading,
  type StepProps,
} from './step-elements.tsx'

interface StepsProps {
  readonly view: FirstRunView
  /** The kinds of server that this machine may run. */
  readonly offered: readonly RunningMode[]
  readonly actions: FirstRunActions
}

interface FirstRunProps extends StepsProps {
  /** The policies that cannot be read: they may be why nothing can be chosen. */
  readonly policyFailures?: readonly PolicyFailure[] | undefined
}

/** The assistant of the first start: practise, set up a server, or join one. */
export function FirstRun({ policyFailures, ...step }: FirstRunProps) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <PolicyFailures failures={policyFailures} />
        <Step {...step} />
      </div>
    </main>
  )
}

function Step({ view, offered, actions }: StepsProps) {
  switch (view.kind) {
    case 'choose':
      return <ChooseStep view={view} offered={offered} actions={actions} />
    case 'join':
      return <JoinStep view={view} actions={actions} />
    case 'credentials':
      return <CredentialsStep view={view} actions={actions} />
    case 'plan':
      return <PlanStep view={view} actions={actions} />
    case 'starting':
      return <StartingStep view={view} actions={actions} />
  }
}

/** The address of a company's server. It is checked before it is used. */
function JoinStep({ view, actions }: StepProps<'join'>) {
  const text = useText().firstRun
  const [url, setUrl] = useState('')
  const { failure } = view
  return (
    <StepForm
      title={text.join.title}
      failure={failure && { says: text.joinFailures[failure] }}
      submit={text.join.submit}
      busy={view.busy}
      onSubmit={() => actions.join(url.trim() || 'https://')}
      onBack={() => actions.back()}
    >
      <SetupField
        label={text.join.address}
        type="url"
        placeholder="https://"
        value={url}
        aria-invalid={failure !== null}
        onText={setUrl}
      />
    </StepForm>
  )
}

/** Shown while the server starts. A failure stays visible during the next try. */
function StartingStep({ view, actions }: StepProps<'starting'>) {
  const text = useText().firstRun
  const { on, failure } = view
  return (
    <>
      <StepHeading title={failure?.givenUp ? text.notStarted[on] : text.starting[on]} />
      <div className={styles.spinner}>
        {!failure?.givenUp && <LoaderCircle size={24} aria-hidden="true" data-spinner />}
      </div>
      <StepFailure
        failure={failure && { says: text.startFailures[failure.code], details: failure.details }}
      />
      <div className={styles.buttons}>
        <BackButton onBack={() => actions.back()} />
      </div>
    </>
  )
}
