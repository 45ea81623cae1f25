import { useText } from '../i18n/text.ts'
import { BrandMark } from '../ui/brand-mark.tsx'
import styles from './shell.module.css'

/** While the last session is being looked for. */
export function Opening() {
  const text = useText()
  return (
    <main className={styles.opening}>
      <BrandMark />
      <h1 className={styles.openingText}>{text.opening}</h1>
    </main>
  )
}
