import { Tooltip } from 'radix-ui'
import type { ReactElement } from 'react'
import { type Hotkey, showHotkey } from '../hotkeys.ts'
import styles from './hint.module.css'
import { useOverlay } from './overlay.ts'

interface HintProps {
  readonly says: string
  readonly hotkey?: Hotkey | undefined
  readonly children: ReactElement
}

/** A tooltip that names an action and its key. */
export function Hint({ says, hotkey, children }: HintProps) {
  const overlay = useOverlay()
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal {...overlay}>
        <Tooltip.Content className={styles.hint} sideOffset={6} collisionPadding={8}>
          {says}
          {hotkey !== undefined && <kbd className={styles.key}>{showHotkey(hotkey)}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
