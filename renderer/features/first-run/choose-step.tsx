import { Building2, Headset, PhoneCall, type LucideIcon } from 'lucide-react'
import type { RunningMode } from '../../../electron/contract/bundled.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import styles from './first-run.module.css'
import { StepHeading, type StepProps } from './step-elements.tsx'

interface ChoiceProps {
  readonly icon: LucideIcon
  readonly words: { readonly title: string; readonly says: string }
  onChoose(): void
}

function Choice({ icon: Icon, words, onChoose }: ChoiceProps) {
  return (
    <button type="button" className={styles.choice} onClick={onChoose}>
      <Icon size={22} aria-hidden="true" />
      <span className={styles.choiceTitle}>{words.title}</span>
      <span className={styles.choiceSays}>{words.says}</span>
    </button>
  )
}

interface ChooseStepProps extends StepProps<'choose'> {
  readonly offered: readonly RunningMode[]
}

/** The choices of a server that policies allow. */
export function ChooseStep({ view, offered, actions }: ChooseStepProps) {
  const text = useText().firstRun
  return (
    <>
      <StepHeading title={text.title} lead={text.lead} />
      <div className={styles.choices}>
        {offered.includes('sandbox') && (
          <Choice
            icon={Headset}
            words={text.choices.sandbox}
            onChoose={() => actions.trySandbox()}
          />
        )}
        <Choice icon={Building2} words={text.choices.join} onChoose={() => actions.toJoin()} />
        {offered.includes('twilio') && (
          <Choice
            icon={PhoneCall}
            words={text.choices.twilio}
            onChoose={() => actions.toTwilio()}
          />
        )}
      </div>
      {view.canLeave && (
        <Button variant="quiet" onClick={() => actions.leave()}>
          {text.leave}
        </Button>
      )}
    </>
  )
}
