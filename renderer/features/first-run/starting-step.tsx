import { LoaderCircle } from 'lucide-react'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { useText } from '../../i18n/text.ts'
import styles from './first-run.module.css'
import { Heading, StepButtons, Trouble } from './step-elements.tsx'

interface StartingStepProps {
  readonly view: Extract<FirstRunView, { kind: 'starting' }>
  readonly actions: FirstRunActions
}

/** While the server starts; what is wrong with it stays readable while it is tried again. */
export function StartingStep({ view, actions }: StartingStepProps) {
  const text = useText().firstRun
  const { trouble } = view
  return (
    <>
      <Heading title={trouble?.givenUp ? text.notStarted[view.on] : text.starting[view.on]} />
      <div className={styles.spinner}>
        {!trouble?.givenUp && <LoaderCircle size={24} aria-hidden="true" data-spinner />}
      </div>
      <Trouble
        says={trouble === null ? null : text.startFaults[trouble.fault]}
        details={trouble?.details ?? []}
      />
      <StepButtons onBack={() => actions.back()} />
    </>
  )
}
