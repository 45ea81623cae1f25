import { FileArchive } from 'lucide-react'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import styles from './settings.module.css'

interface DiagnosticsRowProps {
  readonly view: SettingsView
  readonly actions: SettingsActions
}

/** A file for support: the logs and the state of this machine. */
export function DiagnosticsRow({ view, actions }: DiagnosticsRowProps) {
  const text = useText().settings.advanced
  const outcome = { saved: text.diagnosticsSaved, failed: text.diagnosticsFailed }
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{text.diagnostics}</p>
        <p className={styles.remarks}>{text.diagnosticsHint}</p>
        <output className={styles.remarks}>
          {view.diagnostics !== null && outcome[view.diagnostics]}
        </output>
      </div>
      <div className={styles.buttons}>
        <Button size="small" icon={FileArchive} onClick={() => actions.exportDiagnostics()}>
          {text.exportDiagnostics}
        </Button>
      </div>
    </div>
  )
}
