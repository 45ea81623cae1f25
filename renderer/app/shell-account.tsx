import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useText } from '../i18n/text.ts'
import { Avatar } from '../ui/avatar.tsx'
import { ChoiceItems } from '../ui/choice-menu.tsx'
import { useOverlay } from '../ui/overlay.ts'
import menu from '../ui/menu.module.css'
import { readTheme, themes, useTheme } from '../ui/theme.ts'
import styles from './shell.module.css'

interface AccountMenuProps {
  readonly displayName: string
  /** Signing out would end the call, so it has to wait. */
  readonly onCall: boolean
  onSignOut(): void
}

const pictures = { system: Monitor, light: Sun, dark: Moon }

/** Who is signed in, the appearance, and the way out. */
export function AccountMenu({ displayName, onCall, onSignOut }: AccountMenuProps) {
  const text = useText().shell
  const [theme, setTheme] = useTheme()
  const overlay = useOverlay()
  return (
    <DropdownMenu.Root modal={false}>
      <div className={styles.account}>
        <Avatar name={displayName} size="small" />
        <DropdownMenu.Trigger className={styles.accountTrigger} aria-label={text.account} />
      </div>
      <DropdownMenu.Portal {...overlay}>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Label className={menu.heading}>{displayName}</DropdownMenu.Label>
          <DropdownMenu.Separator className={menu.separator} />
          <DropdownMenu.Label className={menu.heading}>{text.theme}</DropdownMenu.Label>
          <ChoiceItems
            value={theme}
            choices={themes.map((value) => {
              const Picture = pictures[value]
              return {
                value,
                label: text.themes[value],
                picture: <Picture size={15} aria-hidden="true" />,
              }
            })}
            onChoose={(value) => setTheme(readTheme(value))}
          />
          <DropdownMenu.Separator className={menu.separator} />
          <DropdownMenu.Item className={menu.item} disabled={onCall} onSelect={onSignOut}>
            <LogOut size={15} aria-hidden="true" />
            {onCall ? text.signOutAfterCall : text.signOut}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
