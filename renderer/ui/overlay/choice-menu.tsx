import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { ariaKey, showWindowKey } from '../keys/window-key.ts'
import styles from './menu.module.css'
import { useOverlay } from './overlay.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly picture?: ReactNode
  /** Additional text that is not part of the item's name. */
  readonly detail?: string
  /** The key that chooses it, without the menu. */
  readonly shortcut?: string | undefined
}

interface ChoiceMenuProps {
  /** The trigger; its accessible name is the menu's too. */
  readonly trigger: ReactElement
  readonly value: string
  readonly choices: readonly Choice[]
  onChoose(value: string): void
}

/**
 * A menu with one chosen item. It is not modal: a modal menu would lock scrolling with
 * a style element, which the page's content security policy refuses.
 */
export function ChoiceMenu({ trigger, ...items }: ChoiceMenuProps) {
  const overlay = useOverlay()
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal {...overlay}>
        <DropdownMenu.Content
          className={styles.menu}
          align="start"
          sideOffset={6}
          collisionPadding={8}
        >
          <ChoiceItems {...items} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** Only the items, for a menu that has other content too. */
export function ChoiceItems({ value, choices, onChoose }: Omit<ChoiceMenuProps, 'trigger'>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          textValue={choice.label}
          className={styles.item}
          aria-keyshortcuts={choice.shortcut === undefined ? undefined : ariaKey(choice.shortcut)}
        >
          {choice.picture}
          <span className={styles.label}>{choice.label}</span>
          {choice.detail !== undefined && (
            <span className={styles.detail} aria-hidden="true">
              {choice.detail}
            </span>
          )}
          {choice.shortcut !== undefined && (
            <kbd className={styles.key} aria-hidden="true">
              {showWindowKey(choice.shortcut)}
            </kbd>
          )}
          {choice.value === value && <Check size={15} aria-hidden="true" />}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
