import { useState } from 'react'
import type { BundledNow } from '../../../electron/contract/bundled.ts'
import type { SettingsActions, SettingsView } from '../../app/settings-view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { FactRow, Section } from './rows.tsx'
import styles from './settings.module.css'

interface ServerSectionProps {
  readonly view: SettingsView
  readonly actions: SettingsActions
}

/** The server that this desktop runs: how it stands, its account, and the end of its log. */
export function ServerSection({ view, actions }: ServerSectionProps) {
  const text = useText().ownServer
  const { bundled } = view
  if (bundled === null || (bundled.mode === 'off' && !bundled.account.present)) return null
  return (
    <Section title={text.title}>
      <StateRow bundled={bundled} actions={actions} />
      {bundled.mode === 'twilio' && bundled.publicUrl !== null && (
        <FactRow label={text.publicUrl} value={bundled.publicUrl} />
      )}
      {bundled.customerPage !== null && (
        <FactRow label={text.customer} value={bundled.customerPage} />
      )}
      {bundled.account.present && <AccountRow view={view} bundled={bundled} actions={actions} />}
      <details className={styles.log}>
        <summary>{text.log}</summary>
        <pre data-selectable>{bundled.lines.join('\n')}</pre>
      </details>
    </Section>
  )
}

interface RowProps {
  readonly bundled: BundledNow
  readonly actions: SettingsActions
}

function StateRow({ bundled, actions }: RowProps) {
  const { ownServer: text, firstRun } = useText()
  const { mode, state, fault, details } = bundled
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{text.modes[mode]}</p>
        <output className={styles.remarks}>{text.states[state]}</output>
        {fault !== null && (
          <p className={styles.remarks}>{[firstRun.startFaults[fault], ...details].join(' ')}</p>
        )}
      </div>
      {mode !== 'off' && (
        <div className={styles.buttons}>
          <Button size="small" onClick={() => actions.runServer(mode)}>
            {text.restart}
          </Button>
          <Button size="small" onClick={() => actions.runServer('off')}>
            {text.stop}
          </Button>
        </div>
      )}
    </div>
  )
}

function AccountRow({ view, bundled, actions }: RowProps & { readonly view: SettingsView }) {
  const { ownServer: text, firstRun } = useText()
  const [sure, setSure] = useState(false)
  const { removal } = view
  const failed = typeof removal === 'object' && removal?.kind === 'failed' ? removal : null
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>
          {text.account} <span>{text.accountEnds(bundled.account.endsWith ?? '')}</span>
        </p>
        <p className={styles.remarks}>
          {bundled.account.remembered ? text.remembered : text.forgotten}
        </p>
        <p className={styles.remarks}>{text.removeHint}</p>
        <output className={styles.remarks}>
          {failed !== null && firstRun.setupFaults[failed.fault]} {failed?.message}
        </output>
      </div>
      <Button
        size="small"
        variant={sure ? 'danger' : 'plain'}
        busy={removal === 'busy'}
        onBlur={() => setSure(false)}
        onClick={() => (sure ? actions.removeFromTwilio() : setSure(true))}
      >
        {sure ? text.removeSure : text.remove}
      </Button>
    </div>
  )
}
