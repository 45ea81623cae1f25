import {
  Footprints,
  Keyboard,
  LogOut,
  Monitor,
  Moon,
  PictureInPicture2,
  Settings,
  Sun,
} from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useContext, useRef } from 'react'
import { useText } from '../i18n/text.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useShownKey, type Shortcut } from '../ui/keys/shown-key.ts'
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
  onShortcuts(): void
  onSignOut(): void
}

const pictures = { system: Monitor, light: Sun, dark: Moon }

/** Who is signed in, the appearance, and the way out. */
export function AccountMenu({
  displayName,
  onCall,
  onSettings,
  onShortcuts,
  onSignOut,
}: AccountMenuProps) {
  const text = useText()
  const { settings, actions } = useContext(SettingsContext)
  const theme = settings.effective.values['appearance.theme']
  const managed = settings.effective.sources['appearance.theme'] === 'policy'
  const overlay = useOverlay()
  // The list opens when the menu has given the focus back, so that its end returns the focus here.
  const chosen = useRef(false)
  return (
    <DropdownMenu.Root modal={false}>
      <div className={styles.account}>
        <Avatar name={displayName} size="small" />
        <DropdownMenu.Trigger className={styles.accountTrigger} aria-label={text.shell.account} />
      </div>
      <DropdownMenu.Portal {...overlay}>
        <DropdownMenu.Content
          className={menu.menu}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={() => {
            if (chosen.current) onShortcuts()
            chosen.current = false
          }}
        >
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
          <GettingStartedItem />
          <DropdownMenu.Item className={menu.item} onSelect={onSettings}>
            <Settings size={15} aria-hidden="true" />
            {text.settings.title}
            <MenuKey shortcut="show-settings" />
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menu.item}
            onSelect={() => {
              chosen.current = true
            }}
          >
            <Keyboard size={15} aria-hidden="true" />
            {text.keys.title}
            <MenuKey shortcut="show-keys" />
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

/** The key of an item, at its end. */
function MenuKey({ shortcut }: { readonly shortcut: Shortcut }) {
  const { shown } = useShownKey(shortcut)
  if (shown === null) return null
  return (
    <kbd className={menu.key} aria-hidden="true">
      {shown}
    </kbd>
  )
}

/** Brings back the card of the first hour, which is on the phone's screen. */
function GettingStartedItem() {
  const text = useText().gettingStarted
  const { actions: started } = useContext(GettingStartedContext)
  const { showPhone } = useContext(ScreensContext)
  return (
    <DropdownMenu.Item
      className={menu.item}
      onSelect={() => {
        started.show()
        showPhone()
      }}
    >
      <Footprints size={15} aria-hidden="true" />
      {text.title}
    </DropdownMenu.Item>
  )
}
