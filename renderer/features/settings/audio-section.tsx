import { Volume2 } from 'lucide-react'
import { useEffect } from 'react'
import { resolveDevice, type ResolvedDevice } from '../../../electron/contract/resolve-device.ts'
import type { SoundDevice } from '../../../electron/contract/settings.ts'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceRow, Row, Section, type Option } from './rows.tsx'
import styles from './settings.module.css'

interface AudioSectionProps {
  readonly view: SettingsView
  readonly actions: SettingsActions
}

type Device = NonNullable<SoundDevice>
type DeviceKey = 'audio.microphone' | 'audio.speaker' | 'audio.ringer'

/** The microphone, the speaker and the ringer. */
export function AudioSection({ view, actions }: AudioSectionProps) {
  const text = useText().settings
  const { devices, effective } = view
  const { lookForDevices } = actions
  useEffect(() => lookForDevices(), [lookForDevices])
  const { microphones, outputs } =
    devices.kind === 'named' ? devices : { microphones: null, outputs: null }
  const shared = { view, actions }
  const noOutputs = devices.canChooseOutput ? undefined : text.audio.noOutputs
  return (
    <Section title={text.sections.audio}>
      <DeviceRow
        {...shared}
        setting="audio.microphone"
        label={text.audio.microphone}
        devices={microphones}
      />
      <DeviceRow
        {...shared}
        setting="audio.speaker"
        label={text.audio.speaker}
        hint={noOutputs}
        devices={outputs}
        disabled={!devices.canChooseOutput}
      />
      <DeviceRow
        {...shared}
        setting="audio.ringer"
        label={text.audio.ringer}
        hint={noOutputs ?? text.audio.ringerHint}
        devices={outputs}
        disabled={!devices.canChooseOutput}
      />
      <Row label={text.audio.volume} source={effective.sources['audio.ringVolume']} stacked>
        {({ id, describedBy, managed }) => (
          <div className={styles.withButton}>
            <input
              id={id}
              type="range"
              className={styles.range}
              min={0}
              max={100}
              step={5}
              value={Math.round(effective.values['audio.ringVolume'] * 100)}
              disabled={managed}
              aria-describedby={describedBy}
              onChange={(event) =>
                actions.change({ 'audio.ringVolume': Number(event.target.value) / 100 })
              }
            />
            <Button size="small" icon={Volume2} onClick={() => actions.sampleRing()}>
              {text.audio.sample}
            </Button>
          </div>
        )}
      </Row>
    </Section>
  )
}

interface DeviceRowProps extends AudioSectionProps {
  readonly setting: DeviceKey
  readonly label: string
  readonly hint?: string | undefined
  /** Null while the devices have no labels. */
  readonly devices: readonly Device[] | null
  readonly disabled?: boolean
}

function DeviceRow({
  view,
  actions,
  setting,
  label,
  hint,
  devices,
  disabled = false,
}: DeviceRowProps) {
  const text = useText().settings.audio
  const chosen = view.effective.values[setting]
  const resolved = resolveDevice(chosen, devices)
  const shown = resolved.kind === 'system' ? null : resolved.device
  return (
    <ChoiceRow
      label={label}
      hint={hint}
      source={view.effective.sources[setting]}
      value={shown === null ? '' : shown.id}
      disabled={disabled}
      options={[
        { value: '', label: text.system },
        ...(devices ?? []).map(({ id, label }) => ({ value: id, label })),
        ...absent(resolved, text),
      ]}
      onChange={(id) =>
        actions.change({ [setting]: devices?.find((device) => device.id === id) ?? null })
      }
    />
  )
}

/** The chosen device, if it is not among the listed ones. */
function absent(resolved: ResolvedDevice, text: Messages['settings']['audio']): readonly Option[] {
  if (resolved.kind === 'system' || resolved.kind === 'present') return []
  const { id, label } = resolved.device
  return [{ value: id, label: resolved.kind === 'gone' ? text.gone(label) : label }]
}
