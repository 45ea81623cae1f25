import { History, Phone } from 'lucide-react'
import type { WindowKeyName } from '../../electron/contract/window-keys.ts'
import type { ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import { useShownKey } from '../ui/keys/shown-key.ts'
import { Hint } from '../ui/overlay/hint.tsx'
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
  { tab: 'phone', icon: Phone, shortcut: 'show-phone' },
  { tab: 'history', icon: History, shortcut: 'show-history' },
] as const

/** The rail at the left, or the bar at the bottom of a narrow window. */
export function Navigation({ tab, busy, onTab }: NavigationProps) {
  const text = useText().shell
  return (
    <nav className={styles.nav} aria-label={text.navigation}>
      {tabs.map(({ tab: each, icon: Picture, shortcut }) => (
        <TabButton
          key={each}
          label={text[each]}
          shortcut={shortcut}
          isOpen={each === tab}
          onPress={() => onTab(each)}
        >
          <span className={styles.tabPicture}>
            <Picture size={19} aria-hidden="true" />
            {busy && each === 'phone' && tab !== 'phone' && <span className={styles.dot} />}
          </span>
        </TabButton>
      ))}
    </nav>
  )
}

interface TabButtonProps {
  readonly label: string
  readonly shortcut: WindowKeyName
  readonly isOpen: boolean
  /** The picture above the label. */
  readonly children: ReactNode
  onPress(): void
}

function TabButton({ label, shortcut, isOpen, children, onPress }: TabButtonProps) {
  const { aria } = useShownKey(shortcut)
  return (
    <Hint says={label} shortcut={shortcut}>
      <button
        type="button"
        className={styles.tab}
        aria-current={isOpen ? 'page' : undefined}
        aria-keyshortcuts={aria}
        onClick={onPress}
      >
        {children}
        {label}
      </button>
    </Hint>
  )
}
