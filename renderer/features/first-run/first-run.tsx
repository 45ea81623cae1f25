import type { RunningMode } from '../../../electron/contract/bundled.ts'
import type { PolicyFault } from '../../../electron/contract/program.ts'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { PolicyFaults } from '../notices/policy-failures.tsx'
import { ChooseStep } from './choose-step.tsx'
import { CredentialsStep } from './credentials-step.tsx'
import styles from './first-run.module.css'
import { JoinStep } from './join-step.tsx'
import { PlanStep } from './plan-step.tsx'
import { StartingStep } from './starting-step.tsx'

interface FirstRunProps {
  readonly view: FirstRunView
  /** What may be run on this machine. */
  readonly offered: readonly RunningMode[]
  readonly actions: FirstRunActions
  /** What of the organization's settings cannot be read: it may be why nothing can be chosen. */
  readonly policyFaults?: readonly PolicyFault[] | undefined
}

/** Leads to a server at the first start: to practise, to set up, or to join. */
export function FirstRun({ policyFaults, ...props }: FirstRunProps) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <PolicyFaults faults={policyFaults} />
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
