import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import styles from './menu.module.css'
import { useOverlay } from './overlay.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly picture?: ReactNode
  /** Additional text that is not part of the item's name. */
  readonly detail?: string
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
        >
          {choice.picture}
          <span className={styles.label}>{choice.label}</span>
          {choice.detail !== undefined && (
            <span className={styles.detail} aria-hidden="true">
              {choice.detail}
            </span>
          )}
          {choice.value === value && <Check size={15} aria-hidden="true" />}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
