import { RefreshCw } from 'lucide-react'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import type { UpdatesStatus } from '../../../electron/contract/program.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import styles from './settings.module.css'

interface ProgramRowProps {
  readonly view: SettingsView
  readonly actions: Pick<SettingsActions, 'lookForUpdates'>
}

/** The installed version, and the state of the next one. */
export function ProgramRow({ view: { program }, actions }: ProgramRowProps) {
  const text = useText().program
  if (program === null) return null
  const { version, updates } = program
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{text.version(version)}</p>
        <output className={styles.remarks}>{updateText(updates, text)}</output>
      </div>
      {updates.kind !== 'off' && (
        <div className={styles.buttons}>
          <Button
            size="small"
            icon={RefreshCw}
            disabled={updates.kind === 'looking' || updates.kind === 'fetching'}
            onClick={() => actions.lookForUpdates()}
          >
            {text.look}
          </Button>
        </div>
      )}
    </div>
  )
}

function updateText(updates: UpdatesStatus, text: Messages['program']): string {
  switch (updates.kind) {
    case 'off':
      return text.off[updates.why]
    case 'refused':
      return text.refused(updates.version, text.refusals[updates.why])
    case 'deferred':
    case 'fetching':
    case 'ready':
      return text.updates[updates.kind](updates.version)
    case 'waiting':
    case 'looking':
    case 'newest':
    case 'failed':
      return text.updates[updates.kind]
  }
}
