import type { MusicReport } from '../../../electron/contract/bundled.ts'
import { useText } from '../../i18n/text.ts'
import styles from './first-run.module.css'

/** What callers will hear while they wait, where a policy names it. A mistake does not stop the setup: calls go on without music. */
export function MusicReports({ reports }: { readonly reports: readonly MusicReport[] }) {
  const text = useText().firstRun.music
  if (reports.length === 0) return null
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{text.title}</legend>
      {reports.map(({ url, verdict, detail }) => (
        <div key={url} className={styles.music}>
          <p>{url}</p>
          <p className={isGood(verdict) ? styles.hint : styles.failure}>{text.verdicts[verdict]}</p>
          {!isGood(verdict) && <p className={styles.hint}>{detail}</p>}
        </div>
      ))}
    </fieldset>
  )
}

function isGood(verdict: MusicReport['verdict']): boolean {
  return verdict === 'fine' || verdict === 'unchecked'
}
