import { Volume2 } from 'lucide-react'
import { useEffect } from 'react'
import { resolveDevice } from '../../../electron/contract/resolve-device.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceRow, Row, Section, type PartProps } from './rows.tsx'
import styles from './settings.module.css'

/** The microphone, the speaker and the ringer. */
export function AudioSection(props: PartProps) {
  const text = useText().settings
  const words = text.audio
  const { view, actions } = props
  const { lookForDevices } = actions
  useEffect(() => lookForDevices(), [lookForDevices])
  const noOutputs = view.devices.canChooseOutput ? undefined : words.noOutputs
  return (
    <Section title={text.sections.audio}>
      <DeviceRow {...props} setting="audio.microphone" label={words.microphone} />
      <DeviceRow {...props} setting="audio.speaker" label={words.speaker} hint={noOutputs} />
      <DeviceRow
        {...props}
        setting="audio.ringer"
        label={words.ringer}
        hint={noOutputs ?? words.ringerHint}
      />
      <Row {...props} setting="audio.ringVolume" label={words.volume}>
        {({ id, describedBy, managed }) => (
          <div className={styles.withButton}>
            <input
              id={id}
              type="range"
              className={styles.range}
              min={0}
              max={100}
              step={5}
              value={Math.round(view.effective.values['audio.ringVolume'] * 100)}
              disabled={managed}
              aria-describedby={describedBy}
              onChange={(event) =>
                actions.change({ 'audio.ringVolume': Number(event.target.value) / 100 })
              }
            />
            <Button size="small" icon={Volume2} onClick={() => actions.sampleRing()}>
              {words.sample}
            </Button>
          </div>
        )}
      </Row>
    </Section>
  )
}

interface DeviceRowProps extends PartProps {
  readonly setting: 'audio.microphone' | 'audio.speaker' | 'audio.ringer'
  readonly label: string
  readonly hint?: string | undefined
}

/** The chosen device stays in the list while it is not there. */
function DeviceRow(props: DeviceRowProps) {
  const text = useText().settings.audio
  const { view, actions, setting } = props
  const found = view.devices
  const list = setting === 'audio.microphone' ? 'microphones' : 'outputs'
  const devices = found.kind === 'named' ? found[list] : null
  const chosen = resolveDevice(view.effective.values[setting], devices)
  const listed = [{ id: '', label: text.system }, ...(devices ?? [])]
  if (chosen.kind === 'unnamed') listed.push(chosen.device)
  if (chosen.kind === 'gone') {
    const { id, label } = chosen.device
    listed.push({ id, label: text.gone(label) })
  }
  return (
    <ChoiceRow
      {...props}
      value={chosen.kind === 'system' ? '' : chosen.device.id}
      disabled={list === 'outputs' && !found.canChooseOutput}
      options={listed.map(({ id, label }) => ({ value: id, label }))}
      onChange={(id) =>
        actions.change({ [setting]: devices?.find((device) => device.id === id) ?? null })
      }
    />
  )
}
