import { Volume2 } from 'lucide-react'
import { useEffect } from 'react'
import type { SoundDevice } from '../../../electron/contract/settings.ts'
import type { SettingsActions, SettingsView } from '../../app/settings-view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceRow, Row, Section } from './rows.tsx'
import styles from './settings.module.css'

interface AudioSectionProps {
  readonly view: SettingsView
  readonly actions: SettingsActions
}

type Device = NonNullable<SoundDevice>
type DeviceKey = 'audio.microphone' | 'audio.speaker' | 'audio.ringer'

/** What is spoken into, where the far side is heard, and where it rings. */
export function AudioSection({ view, actions }: AudioSectionProps) {
  const text = useText().settings
  const { devices, effective } = view
  const { lookForDevices } = actions
  useEffect(() => {
    lookForDevices()
    const found = 'mediaDevices' in navigator ? navigator.mediaDevices : null
    found?.addEventListener('devicechange', lookForDevices)
    return () => found?.removeEventListener('devicechange', lookForDevices)
  }, [lookForDevices])
  const shared = { view, actions }
  const noOutputs = devices.canChooseOutput ? undefined : text.audio.noOutputs
  return (
    <Section title={text.sections.audio}>
      <DeviceRow
        {...shared}
        setting="audio.microphone"
        label={text.audio.microphone}
        devices={devices.microphones}
      />
      <DeviceRow
        {...shared}
        setting="audio.speaker"
        label={text.audio.speaker}
        hint={noOutputs}
        devices={devices.outputs}
        disabled={!devices.canChooseOutput}
      />
      <DeviceRow
        {...shared}
        setting="audio.ringer"
        label={text.audio.ringer}
        hint={noOutputs ?? text.audio.ringerHint}
        devices={devices.outputs}
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
  readonly devices: readonly Device[]
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
  const present = chosen === null ? null : findDevice(chosen, devices)
  const gone = chosen !== null && present === null
  return (
    <ChoiceRow
      label={label}
      hint={hint}
      source={view.effective.sources[setting]}
      value={chosen === null ? '' : (present ?? chosen).id}
      disabled={disabled}
      options={[
        { value: '', label: text.system },
        ...devices.map(({ id, label }) => ({ value: id, label })),
        ...(gone ? [{ value: chosen.id, label: text.gone(chosen.label) }] : []),
      ]}
      onChange={(id) =>
        actions.change({ [setting]: devices.find((device) => device.id === id) ?? null })
      }
    />
  )
}

/** By its id, else by its label: an id differs from machine to machine, and after cookies were cleared. */
export function findDevice(chosen: Device, devices: readonly Device[]): Device | null {
  return (
    devices.find(({ id }) => id === chosen.id) ??
    devices.find(({ label }) => label === chosen.label) ??
    null
  )
}
