import { Download, FileArchive, RefreshCw, Upload } from 'lucide-react'
import { useRef, type ChangeEvent } from 'react'
import type { UpdatesStatus } from '../../../electron/contract/program.ts'
import type { ActivityView } from '../../view/app-view.ts'
import type { SettingsView } from '../../view/settings-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { ActionRow, ChoiceRow, Section, SwitchRow, type PartProps } from './rows.tsx'

interface AdvancedSectionProps extends PartProps {
  /** The activities that can be set while the screen is locked. */
  readonly activities: readonly ActivityView[]
}

/** What is changed seldom; the settings as a file, the program, and a file for support. */
export function AdvancedSection({ activities, ...props }: AdvancedSectionProps) {
  const text = useText().settings
  const words = text.advanced
  const isDesktop = props.view.place === 'desktop'
  return (
    <Section title={text.sections.advanced}>
      {isDesktop && (
        <>
          <SwitchRow {...props} setting="window.closeToTray" label={words.closeToTray} />
          <SwitchRow {...props} setting="window.miniBar" label={words.miniBar} />
          <WhenLockedRow {...props} activities={activities} />
          <SwitchRow {...props} setting="links.telephone" label={words.telephone} />
          <SwitchRow
            {...props}
            setting="advanced.hardwareAcceleration"
            label={words.acceleration}
          />
        </>
      )}
      <FileRow {...props} />
      <ProgramRow {...props} />
      {isDesktop && <DiagnosticsRow {...props} />}
    </Section>
  )
}

function WhenLockedRow({ activities, ...props }: AdvancedSectionProps) {
  const text = useText().settings.advanced
  const { view, actions } = props
  const locked = view.effective.values['status.whenLocked']
  const names = activities.filter(({ available }) => !available).map(({ name }) => name)
  // A policy may name an activity that this agent's list does not have.
  const away = locked === null || names.includes(locked) ? names : [...names, locked]
  return (
    <ChoiceRow
      {...props}
      setting="status.whenLocked"
      label={text.whenLocked}
      value={locked ?? ''}
      options={[
        { value: '', label: text.keepPresence },
        ...away.map((name) => ({ value: name, label: text.becomes(name) })),
      ]}
      onChange={(name) => actions.change({ 'status.whenLocked': name || null })}
    />
  )
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
function FileRow({ view, actions }: PartProps) {
  const text = useText().settings.advanced
  const input = useRef<HTMLInputElement>(null)

  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? []
    if (file !== undefined) actions.importFrom(await file.text())
    // The same file can be chosen again.
    target.value = ''
  }

  return (
    <ActionRow label={text.file} hint={text.fileHint} outcome={importedText(view, text)}>
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
    </ActionRow>
  )
}

function importedText({ imported }: SettingsView, text: Messages['settings']['advanced']): string {
  if (imported === null) return ''
  if (imported.kind === 'no-settings') return text.importFailed
  const left =
    imported.refused.length === 0 ? '' : ` ${text.importRefused(imported.refused.join(', '))}`
  return text.imported(imported.taken) + left
}

/** The installed version, and the state of the next one. */
function ProgramRow({ view: { program }, actions }: PartProps) {
  const text = useText().program
  if (program === null) return null
  const { version, updates } = program
  return (
    <ActionRow label={text.version(version)} outcome={updateText(updates, text)}>
      {updates.kind !== 'off' && (
        <Button
          size="small"
          icon={RefreshCw}
          disabled={updates.kind === 'looking' || updates.kind === 'fetching'}
          onClick={() => actions.lookForUpdates()}
        >
          {text.look}
        </Button>
      )}
    </ActionRow>
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

/** A file for support: the logs and the state of this machine. */
function DiagnosticsRow({ view, actions }: PartProps) {
  const text = useText().settings.advanced
  const outcomes = { saved: text.diagnosticsSaved, failed: text.diagnosticsFailed }
  return (
    <ActionRow
      label={text.diagnostics}
      hint={text.diagnosticsHint}
      outcome={view.diagnostics === null ? '' : outcomes[view.diagnostics]}
    >
      <Button size="small" icon={FileArchive} onClick={() => actions.exportDiagnostics()}>
        {text.exportDiagnostics}
      </Button>
    </ActionRow>
  )
}
