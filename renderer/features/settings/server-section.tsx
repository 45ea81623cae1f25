import { ExternalLink, RotateCw, Server } from 'lucide-react'
import type { BundledStatus } from '../../../electron/contract/bundled.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { readLogLine } from './read-log-line.ts'
import { ActionRow, Section, type PartProps } from './rows.tsx'
import { TwilioRow } from './twilio-row.tsx'
import styles from './settings.module.css'

interface ServerSectionProps extends PartProps {
  /** The server cannot be changed during a call. */
  readonly onCall: boolean
}

/** The server in use, on this computer or elsewhere; of one that runs here, its health, account and log. */
export function ServerSection({ view, actions, onCall }: ServerSectionProps) {
  const text = useText().ownServer
  const { bundled } = view
  if (bundled === null) return null
  const { account } = bundled
  const shared = { view, bundled, actions, onCall }
  return (
    <Section title={text.title}>
      <LocationRow {...shared} />
      {bundled.mode !== 'off' && <HealthRow {...shared} />}
      {bundled.customerPage !== null && <CustomerRow actions={actions} />}
      {account.present && <TwilioRow {...shared} account={account} />}
      {bundled.mode !== 'off' && <Log lines={bundled.lines} />}
    </Section>
  )
}

interface RowProps extends ServerSectionProps {
  readonly bundled: BundledStatus
}

function LocationRow({ view, bundled, actions, onCall }: RowProps) {
  const { ownServer: text, settings } = useText()
  const managed = view.effective.sources['server.origin'] === 'policy'
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{text.modes[bundled.mode]}</p>
        <p className={styles.remarks} data-selectable>
          {view.server}
        </p>
        {managed && <p className={styles.remarks}>{settings.managed}</p>}
      </div>
      {!managed && (
        <div className={styles.buttons}>
          <Button
            size="small"
            icon={Server}
            disabled={onCall}
            onClick={() => actions.chooseServer()}
          >
            {onCall ? text.afterCall : text.choose}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Whether it runs, why it does not, and what to do. */
function HealthRow({ bundled, actions, onCall }: RowProps) {
  const { ownServer: text, firstRun } = useText()
  const { mode, state, failure, details, publicUrl } = bundled
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <output className={styles.health} data-state={state}>
          {text.states[state]}
        </output>
        {failure !== null && <p className={styles.remarks}>{firstRun.startFailures[failure]}</p>}
        {details.map((each) => (
          <p key={each} className={styles.remarks}>
            {each}
          </p>
        ))}
        {mode === 'twilio' && publicUrl !== null && (
          <p className={styles.remarks} data-selectable>
            {text.publicUrl(publicUrl)}
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button
          size="small"
          icon={RotateCw}
          disabled={onCall}
          onClick={() => actions.runServer(mode)}
        >
          {text.restart}
        </Button>
        <Button size="small" disabled={onCall} onClick={() => actions.runServer('off')}>
          {text.stop}
        </Button>
      </div>
    </div>
  )
}

function CustomerRow({ actions }: Pick<RowProps, 'actions'>) {
  const text = useText().ownServer
  return (
    <ActionRow label={text.customer} hint={text.customerHint}>
      <Button size="small" icon={ExternalLink} onClick={() => actions.beCustomer()}>
        {text.customerOpen}
      </Button>
    </ActionRow>
  )
}

function Log({ lines }: { readonly lines: readonly string[] }) {
  const text = useText().ownServer
  return (
    <details className={styles.log}>
      <summary>{text.log}</summary>
      <pre data-selectable>
        {lines.length === 0 ? text.noLines : lines.map(readLogLine).join('\n')}
      </pre>
    </details>
  )
}
