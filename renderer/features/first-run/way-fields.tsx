import { tunnelNames, type PublicWay } from '../../../electron/contract/bundled.ts'
import { useText } from '../../i18n/text.ts'
import styles from './first-run.module.css'
import { TextField } from './parts.tsx'

export interface WayDraft {
  readonly way: PublicWay
  /** An address can be half typed. */
  readonly valid: boolean
}

export const startWay: WayDraft = { way: { kind: 'given', url: '' }, valid: false }

function given(typed: string): WayDraft {
  const url = URL.parse(typed.trim())
  const valid = url?.protocol === 'https:'
  return { way: { kind: 'given', url: valid ? url.origin : typed }, valid }
}

interface WayFieldsProps {
  readonly draft: WayDraft
  onChange(draft: WayDraft): void
}

/** How Twilio reaches this machine: by an address that leads here, or through a program that Cordboard starts. */
export function WayFields({ draft, onChange }: WayFieldsProps) {
  const text = useText().firstRun.plan
  const { way } = draft
  const chosen = way.kind === 'given' ? 'given' : way.by
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{text.way}</legend>
      <Way
        label={text.ways.given}
        checked={chosen === 'given'}
        onChoose={() => onChange(startWay)}
      />
      {way.kind === 'given' && (
        <TextField
          label={text.publicUrl}
          type="url"
          placeholder="https://"
          defaultValue={way.url}
          hint={text.publicUrlHint}
          onText={(typed) => onChange(given(typed))}
        />
      )}
      {tunnelNames.map((by) => (
        <Way
          key={by}
          label={text.ways[by]}
          checked={chosen === by}
          onChoose={() => onChange({ way: { kind: 'tunnel', by }, valid: true })}
        />
      ))}
      {way.kind === 'tunnel' && <p className={styles.hint}>{text.tunnelHint}</p>}
    </fieldset>
  )
}

interface WayProps {
  readonly label: string
  readonly checked: boolean
  onChoose(): void
}

function Way({ label, checked, onChoose }: WayProps) {
  return (
    <label className={styles.option}>
      <input type="radio" name="way" checked={checked} onChange={onChoose} />
      {label}
    </label>
  )
}
