import { LoaderCircle } from 'lucide-react'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { useText } from '../../i18n/text.ts'
import styles from './first-run.module.css'
import { StepHeading, StepButtons, StepFailure } from './step-elements.tsx'

interface StartingStepProps {
  readonly view: Extract<FirstRunView, { kind: 'starting' }>
  readonly actions: FirstRunActions
}

/** Shown while the server starts. A failure stays visible during the next try. */
export function StartingStep({ view, actions }: StartingStepProps) {
  const text = useText().firstRun
  const { failure } = view
  return (
    <>
      <StepHeading title={failure?.givenUp ? text.notStarted[view.on] : text.starting[view.on]} />
      <div className={styles.spinner}>
        {!failure?.givenUp && <LoaderCircle size={24} aria-hidden="true" data-spinner />}
      </div>
      <StepFailure
        says={failure === null ? null : text.startFailures[failure.code]}
        details={failure?.details ?? []}
      />
      <StepButtons onBack={() => actions.back()} />
    </>
  )
}
