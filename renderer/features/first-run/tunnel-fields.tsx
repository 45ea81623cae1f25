import { tunnelNames, type PublicWay } from '../../../electron/contract/bundled.ts'
import { useText } from '../../i18n/text.ts'
import styles from './first-run.module.css'
import { TextField } from './step-elements.tsx'

export interface WayDraft {
  readonly way: PublicWay
  /** ngrok's authtoken. */
  readonly tunnelToken: string | null
  /** An address can be half typed. */
  readonly valid: boolean
}

export const startWay: WayDraft = {
  way: { kind: 'given', url: '' },
  tunnelToken: null,
  valid: false,
}

function given(typed: string): WayDraft {
  const url = URL.parse(typed.trim())
  const valid = url?.protocol === 'https:'
  return { way: { kind: 'given', url: valid ? url.origin : typed }, tunnelToken: null, valid }
}

function through(by: (typeof tunnelNames)[number], token = ''): WayDraft {
  const way = { kind: 'tunnel', by } as const
  if (by !== 'ngrok') return { way, tunnelToken: null, valid: true }
  return { way, tunnelToken: token, valid: token.trim() !== '' }
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
          onChoose={() => onChange(through(by))}
        />
      ))}
      {way.kind === 'tunnel' && <p className={styles.hint}>{text.tunnelHint}</p>}
      {chosen === 'ngrok' && (
        <TextField
          label={text.ngrokToken}
          type="password"
          autoComplete="off"
          value={draft.tunnelToken ?? ''}
          hint={text.ngrokTokenHint}
          onText={(typed) => onChange(through('ngrok', typed))}
        />
      )}
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
