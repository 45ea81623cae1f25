import { Lock } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import type { SettingSource } from '../../../electron/contract/settings.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import field from '../../ui/field.module.css'
import styles from './settings.module.css'

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

interface RowProps {
  readonly label: string
  readonly hint?: string | undefined
  /** Who decided it: what an organization has set is shown and cannot be changed. */
  readonly source?: SettingSource
  readonly restart?: boolean
}

interface FrameProps extends RowProps {
  readonly stacked?: boolean
  readonly children: (ids: {
    readonly id: string
    readonly describedBy: string
    readonly managed: boolean
  }) => ReactNode
}

/** The label and remarks of a setting, with its control beside or below them. */
export function Row({
  label,
  hint,
  source,
  restart = false,
  stacked = false,
  children,
}: FrameProps) {
  const text = useText().settings
  const id = useId()
  const managed = source === 'policy'
  return (
    <div className={classNames(styles.row, stacked && styles.stacked)}>
      <div className={styles.words}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <div id={`${id}-remarks`} className={styles.remarks}>
          {hint !== undefined && <p>{hint}</p>}
          {restart && <p>{text.restart}</p>}
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

/** A setting that is on or off. */
export function SwitchRow({
  on,
  onChange,
  ...row
}: RowProps & { readonly on: boolean; onChange(on: boolean): void }) {
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
          onChange={(event) => onChange(event.target.checked)}
        />
      )}
    </Row>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

/** A setting with several choices. */
export function ChoiceRow({
  value,
  options,
  disabled = false,
  onChange,
  ...row
}: RowProps & {
  readonly value: string
  readonly options: readonly Option[]
  readonly disabled?: boolean
  onChange(value: string): void
}) {
  return (
    <Row {...row} stacked>
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

/** A row without a control. */
export function FactRow({ label, hint, value }: RowProps & { readonly value: string }) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{label}</p>
        {hint !== undefined && <p className={styles.remarks}>{hint}</p>}
      </div>
      <p className={styles.fact} data-selectable>
        {value}
      </p>
    </div>
  )
}
