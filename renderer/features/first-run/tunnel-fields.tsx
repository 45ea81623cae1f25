import { tunnelNames, type PublicWay } from '../../../electron/contract/bundled.ts'
import { useText } from '../../i18n/text.ts'
import styles from './first-run.module.css'
import { SetupField } from './step-elements.tsx'

export interface TunnelDraft {
  readonly way: PublicWay
  /** ngrok's authtoken. */
  readonly tunnelToken: string | null
  /** False while an address is incomplete. */
  readonly valid: boolean
}

export const emptyTunnel: TunnelDraft = {
  way: { kind: 'given', url: '' },
  tunnelToken: null,
  valid: false,
}

function fromAddress(typed: string): TunnelDraft {
  const url = URL.parse(typed.trim())
  const valid = url?.protocol === 'https:'
  return { way: { kind: 'given', url: valid ? url.origin : typed }, tunnelToken: null, valid }
}

function fromProgram(by: (typeof tunnelNames)[number], token = ''): TunnelDraft {
  const way = { kind: 'tunnel', by } as const
  if (by !== 'ngrok') return { way, tunnelToken: null, valid: true }
  return { way, tunnelToken: token, valid: token.trim() !== '' }
}

interface TunnelFieldsProps {
  readonly draft: TunnelDraft
  onChange(draft: TunnelDraft): void
}

/** How Twilio reaches this machine: by an address that points here, or by a tunnel program that Cordboard starts. */
export function TunnelFields({ draft, onChange }: TunnelFieldsProps) {
  const text = useText().firstRun.plan
  const { way } = draft
  const chosen = way.kind === 'given' ? 'given' : way.by
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{text.way}</legend>
      <Way
        label={text.ways.given}
        checked={chosen === 'given'}
        onChoose={() => onChange(emptyTunnel)}
      />
      {way.kind === 'given' && (
        <SetupField
          label={text.publicUrl}
          type="url"
          placeholder="https://"
          defaultValue={way.url}
          hint={text.publicUrlHint}
          onText={(typed) => onChange(fromAddress(typed))}
        />
      )}
      {tunnelNames.map((by) => (
        <Way
          key={by}
          label={text.ways[by]}
          checked={chosen === by}
          onChoose={() => onChange(fromProgram(by))}
        />
      ))}
      {way.kind === 'tunnel' && <p className={styles.hint}>{text.tunnelHint}</p>}
      {chosen === 'ngrok' && (
        <SetupField
          label={text.ngrokToken}
          type="password"
          autoComplete="off"
          value={draft.tunnelToken ?? ''}
          hint={text.ngrokTokenHint}
          onText={(typed) => onChange(fromProgram('ngrok', typed))}
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
