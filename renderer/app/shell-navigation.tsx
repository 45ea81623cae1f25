import { History, Phone } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import styles from './shell.module.css'

/** The settings are opened from the account menu, not from the rail. */
export type Tab = 'phone' | 'history' | 'settings'

interface NavigationProps {
  readonly tab: Tab
  /** Something happens under Phone: it has a dot while another tab is open. */
  readonly busy: boolean
  onTab(tab: Tab): void
}

const tabs = [
  { tab: 'phone', icon: Phone },
  { tab: 'history', icon: History },
] as const

/** The rail at the left, or the bar at the bottom of a narrow window. */
export function Navigation({ tab, busy, onTab }: NavigationProps) {
  const text = useText().shell
  return (
    <nav className={styles.nav} aria-label={text.navigation}>
      {tabs.map(({ tab: each, icon: Picture }) => (
        <button
          key={each}
          type="button"
          className={styles.tab}
          aria-current={each === tab ? 'page' : undefined}
          onClick={() => onTab(each)}
        >
          <span className={styles.tabPicture}>
            <Picture size={19} aria-hidden="true" />
            {busy && each === 'phone' && tab !== 'phone' && <span className={styles.dot} />}
          </span>
          {text[each]}
        </button>
      ))}
    </nav>
  )
}
