import type { RunningMode } from '../../../electron/contract/bundled.ts'
import type { PolicyFailure } from '../../../electron/contract/program.ts'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { PolicyFailures } from '../notices/policy-failures.tsx'
import { ChooseStep } from './choose-step.tsx'
import { CredentialsStep } from './credentials-step.tsx'
import styles from './first-run.module.css'
import { JoinStep } from './join-step.tsx'
import { PlanStep } from './plan-step.tsx'
import { StartingStep } from './starting-step.tsx'

interface FirstRunProps {
  readonly view: FirstRunView
  /** The kinds of server that this machine may run. */
  readonly offered: readonly RunningMode[]
  readonly actions: FirstRunActions
  /** The policies that cannot be read: they may be why nothing can be chosen. */
  readonly policyFailures?: readonly PolicyFailure[] | undefined
}

/** The assistant of the first start: practise, set up a server, or join one. */
export function FirstRun({ policyFailures: policyFaults, ...props }: FirstRunProps) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <PolicyFailures failures={policyFaults} />
        <Step {...props} />
      </div>
    </main>
  )
}

function Step({ view, offered, actions }: Omit<FirstRunProps, 'policyFaults'>) {
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
