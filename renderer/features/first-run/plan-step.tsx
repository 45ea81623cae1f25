import { useState } from 'react'
import type { SetupStep } from '../../../electron/contract/bundled.ts'
import { useText } from '../../i18n/text.ts'
import { formatNumber } from '../../ui/names.ts'
import styles from './first-run.module.css'
import { MusicReports } from './music-reports.tsx'
import { SetupField, StepForm, type StepProps } from './step-elements.tsx'
import { emptyTunnel, TunnelFields, type TunnelDraft } from './tunnel-fields.tsx'

/** The first account to sign in, the numbers that ring here, and, folded, what will be created in the account. */
export function PlanStep({ view, actions }: StepProps<'plan'>) {
  const text = useText().firstRun
  const { failure } = view
  const [numbers, setNumbers] = useState<readonly string[]>(view.numbers.slice(0, 1))
  const [way, setWay] = useState<TunnelDraft>(emptyTunnel)
  const [username, setUsername] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [password, setPassword] = useState('')
  const complete = username.trim() !== '' && password.length >= 8 && numbers.length > 0 && way.valid

  function connect() {
    const account = {
      username: username.trim(),
      displayName: displayName.trim() || username.trim(),
      password,
    }
    actions.connect({ numbers: [...numbers], way: way.way, tunnelToken: way.tunnelToken, account })
  }

  return (
    <StepForm
      title={text.plan.title(view.accountName)}
      lead={view.trial ? text.plan.trial : undefined}
      autoComplete="off"
      failure={failure && { says: text.setupFailures[failure.code], details: [failure.message] }}
      submit={text.plan.submit}
      busy={view.busy}
      complete={complete}
      onSubmit={connect}
      onBack={() => actions.toTwilio()}
    >
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{text.plan.account}</legend>
        <SetupField label={text.plan.username} value={username} onText={setUsername} />
        <SetupField label={text.plan.displayName} value={displayName} onText={setDisplayName} />
        <SetupField
          label={text.plan.password}
          type="password"
          autoComplete="new-password"
          value={password}
          hint={text.plan.passwordHint}
          onText={setPassword}
        />
      </fieldset>
      <Numbers all={view.numbers} chosen={numbers} onChange={setNumbers} />
      <TunnelFields draft={way} onChange={setWay} />
      <MusicReports reports={view.music} />
      <Steps steps={[...view.steps, ...numbers.map(numberStep)]} />
    </StepForm>
  )
}

/** The server sets the number's webhook at each start, because the address can change every time. */
function numberStep(number: string): SetupStep {
  return { kind: 'change', what: 'number', name: formatNumber(number) }
}

interface NumbersProps {
  readonly all: readonly string[]
  readonly chosen: readonly string[]
  onChange(chosen: readonly string[]): void
}

function Numbers({ all, chosen, onChange }: NumbersProps) {
  const text = useText().firstRun.plan
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{text.numbers}</legend>
      {all.length === 0 && <p className={styles.failure}>{text.noNumbers}</p>}
      {all.map((number) => (
        <label key={number} className={styles.option}>
          <input
            type="checkbox"
            checked={chosen.includes(number)}
            onChange={(event) =>
              onChange(
                all.filter((each) =>
                  each === number ? event.target.checked : chosen.includes(each),
                ),
              )
            }
          />
          {formatNumber(number)}
        </label>
      ))}
    </fieldset>
  )
}

function Steps({ steps }: { steps: readonly SetupStep[] }) {
  const text = useText().firstRun
  return (
    <details className={styles.details}>
      <summary>{text.plan.stepsCount(steps.filter(({ kind }) => kind !== 'keep').length)}</summary>
      <ul aria-label={text.plan.steps} className={styles.steps}>
        {steps.map((step) => {
          const { what, name, note } = text.step(step)
          return (
            <li key={`${step.what} ${step.name}`} className={styles.step} data-kind={step.kind}>
              <span>
                {what} {name}
              </span>
              <span>{note}</span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
