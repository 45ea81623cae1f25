import { Lock } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import {
  needsRestart,
  type SettingKey,
  type SettingValues,
} from '../../../electron/contract/settings.ts'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import field from '../../ui/field.module.css'
import styles from './settings.module.css'

/** What the parts of the settings need. */
export interface PartProps {
  readonly view: SettingsView
  readonly actions: SettingsActions
}

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** A group of settings with its heading. */
export function Section({ title, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      <div className={styles.card}>{children}</div>
    </section>
  )
}

interface RowProps<Key = SettingKey> extends PartProps {
  readonly setting: Key
  readonly label: string
  readonly hint?: string | undefined
}

interface FrameProps extends RowProps {
  readonly children: (ids: {
    readonly id: string
    readonly describedBy: string
    readonly managed: boolean
  }) => ReactNode
}

/** The label and remarks of a setting, with its control beside or below them. What a policy has set cannot be changed. */
export function Row({ view, setting, label, hint, children }: FrameProps) {
  const text = useText().settings
  const id = useId()
  const managed = view.effective.sources[setting] === 'policy'
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <div id={`${id}-remarks`} className={styles.remarks}>
          {hint !== undefined && <p>{hint}</p>}
          {needsRestart.has(setting) && <p>{text.restart}</p>}
          {managed && (
            <p className={styles.managed}>
              <Lock size={12} aria-hidden="true" /> {text.managed}
            </p>
          )}
        </div>
      </div>
      {children({ id, describedBy: `${id}-remarks`, managed })}
    </div>
  )
}

type SwitchKey = {
  [Key in SettingKey]: SettingValues[Key] extends boolean ? Key : never
}[SettingKey]

/** A setting that is on or off. */
export function SwitchRow(row: RowProps<SwitchKey>) {
  const { view, actions, setting } = row
  const on = view.effective.values[setting]
  return (
    <Row {...row}>
      {({ id, describedBy, managed }) => (
        <input
          id={id}
          type="checkbox"
          role="switch"
          className={styles.switch}
          checked={on}
          aria-checked={on}
          disabled={managed}
          aria-describedby={describedBy}
          onChange={(event) => actions.change({ [setting]: event.target.checked })}
        />
      )}
    </Row>
  )
}

interface ChoiceRowProps extends RowProps {
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly disabled?: boolean
  onChange(value: string): void
}

/** A setting with several choices. */
export function ChoiceRow({ value, options, disabled, onChange, ...row }: ChoiceRowProps) {
  return (
    <Row {...row}>
      {({ id, describedBy, managed }) => (
        <select
          id={id}
          className={classNames(field.input, styles.select)}
          value={value}
          disabled={managed || disabled}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Row>
  )
}

interface FactRowProps {
  readonly label: string
  readonly hint: string
  readonly value: string
}

/** A row without a control. */
export function FactRow({ label, hint, value }: FactRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{label}</p>
        <p className={styles.remarks}>{hint}</p>
      </div>
      <p className={styles.fact} data-selectable>
        {value}
      </p>
    </div>
  )
}

interface ActionRowProps {
  readonly label: string
  readonly hint?: string
  /** What came of the last action; empty before. */
  readonly outcome?: string
  /** The buttons. */
  readonly children: ReactNode
}

/** A row of buttons that do something at once. */
export function ActionRow({ label, hint, outcome, children }: ActionRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{label}</p>
        {hint !== undefined && <p className={styles.remarks}>{hint}</p>}
        {outcome !== undefined && <output className={styles.remarks}>{outcome}</output>}
      </div>
      {children && <div className={styles.buttons}>{children}</div>}
    </div>
  )
}
