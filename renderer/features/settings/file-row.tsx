import { Download, Upload } from 'lucide-react'
import { useRef, type ChangeEvent } from 'react'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import styles from './settings.module.css'

interface FileRowProps {
  readonly view: SettingsView
  readonly actions: SettingsActions
}

/** Saves a text as a file, by the browser's download. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** Exports the settings to a file, and imports them. */
export function FileRow({ view, actions }: FileRowProps) {
  const text = useText().settings.advanced
  const input = useRef<HTMLInputElement>(null)

  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? []
    if (file !== undefined) actions.importFrom(await file.text())
    // The same file can be chosen again.
    target.value = ''
  }

  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{text.file}</p>
        <p className={styles.remarks}>{text.fileHint}</p>
        <output className={styles.remarks}>{importedText(view, text)}</output>
      </div>
      <div className={styles.buttons}>
        <Button
          size="small"
          icon={Download}
          onClick={() => save('cordboard-settings.json', actions.exported())}
        >
          {text.export}
        </Button>
        <Button size="small" icon={Upload} onClick={() => input.current?.click()}>
          {text.import}
        </Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          aria-label={text.import}
          hidden
          onChange={(event) => void read(event)}
        />
      </div>
    </div>
  )
}

function importedText(
  { imported }: SettingsView,
  text: ReturnType<typeof useText>['settings']['advanced'],
): string {
  if (imported === null) return ''
  if (imported.kind === 'no-settings') return text.importFailed
  const left =
    imported.refused.length === 0 ? '' : ` ${text.importRefused(imported.refused.join(', '))}`
  return text.imported(imported.taken) + left
}
