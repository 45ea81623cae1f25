import type { FirstRunActions, FirstRunView } from '../../app/first-run-view.ts'
import { ChooseStep } from './choose-step.tsx'
import { CredentialsStep } from './credentials-step.tsx'
import styles from './first-run.module.css'
import { JoinStep } from './join-step.tsx'
import { PlanStep } from './plan-step.tsx'
import { StartingStep } from './starting-step.tsx'

interface FirstRunProps {
  readonly view: FirstRunView
  readonly actions: FirstRunActions
}

/** Leads to a server at the first start: to practise, to set up, or to join. */
export function FirstRun({ view, actions }: FirstRunProps) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Step view={view} actions={actions} />
      </div>
    </main>
  )
}

function Step({ view, actions }: FirstRunProps) {
  switch (view.kind) {
    case 'choose':
      return <ChooseStep view={view} actions={actions} />
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
