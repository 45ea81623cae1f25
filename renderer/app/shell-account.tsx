import { Footprints, LogOut, Monitor, Moon, PictureInPicture2, Settings, Sun } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useContext } from 'react'
import { useText } from '../i18n/text.ts'
import { Avatar } from '../ui/avatar.tsx'
import { ChoiceItems } from '../ui/overlay/choice-menu.tsx'
import { useOverlay } from '../ui/overlay/overlay.ts'
import menu from '../ui/overlay/menu.module.css'
import { readTheme, themes } from '../ui/theme.ts'
import { GettingStartedContext } from '../view/getting-started.ts'
import { ScreensContext } from '../view/screens.ts'
import { SettingsContext } from '../view/settings-context.ts'
import styles from './shell.module.css'

interface AccountMenuProps {
  readonly displayName: string
  readonly onCall: boolean
  onSettings(): void
  onSignOut(): void
}

const pictures = { system: Monitor, light: Sun, dark: Moon }

/** Who is signed in, the appearance, and the way out. */
export function AccountMenu({ displayName, onCall, onSettings, onSignOut }: AccountMenuProps) {
  const text = useText()
  const { settings, actions } = useContext(SettingsContext)
  const theme = settings.effective.values['appearance.theme']
  const managed = settings.effective.sources['appearance.theme'] === 'policy'
  const { actions: started } = useContext(GettingStartedContext)
  const { showPhone } = useContext(ScreensContext)
  const overlay = useOverlay()
  return (
    <DropdownMenu.Root modal={false}>
      <div className={styles.account}>
        <Avatar name={displayName} size="small" />
        <DropdownMenu.Trigger className={styles.accountTrigger} aria-label={text.shell.account} />
      </div>
      <DropdownMenu.Portal {...overlay}>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Label className={menu.heading}>{displayName}</DropdownMenu.Label>
          <DropdownMenu.Separator className={menu.separator} />
          <DropdownMenu.Label className={menu.heading}>{text.shell.theme}</DropdownMenu.Label>
          <ChoiceItems
            value={theme}
            choices={themes.map((value) => {
              const Picture = pictures[value]
              return {
                value,
                label: text.shell.themes[value],
                picture: <Picture size={15} aria-hidden="true" />,
              }
            })}
            onChoose={(value) => {
              if (!managed) actions.change({ 'appearance.theme': readTheme(value) })
            }}
          />
          <DropdownMenu.Separator className={menu.separator} />
          {settings.place === 'desktop' && onCall && (
            <DropdownMenu.Item className={menu.item} onSelect={() => actions.openMini()}>
              <PictureInPicture2 size={15} aria-hidden="true" />
              {text.mini.menu}
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Item
            className={menu.item}
            onSelect={() => {
              started.show()
              showPhone()
            }}
          >
            <Footprints size={15} aria-hidden="true" />
            {text.gettingStarted.title}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={onSettings}>
            <Settings size={15} aria-hidden="true" />
            {text.settings.title}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} disabled={onCall} onSelect={onSignOut}>
            <LogOut size={15} aria-hidden="true" />
            {onCall ? text.shell.signOutAfterCall : text.shell.signOut}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
