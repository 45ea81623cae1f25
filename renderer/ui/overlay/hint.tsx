import { Tooltip } from 'radix-ui'
import type { ReactElement } from 'react'
import { useShownKey, type Shortcut } from '../keys/shown-key.ts'
import styles from './hint.module.css'
import { useOverlay } from './overlay.ts'

interface HintProps {
  readonly says: string
  readonly shortcut?: Shortcut | undefined
  readonly children: ReactElement
}

/** A tooltip that names an action and its key. */
export function Hint({ says, shortcut, children }: HintProps) {
  const overlay = useOverlay()
  const key = useShownKey(shortcut)
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal {...overlay}>
        <Tooltip.Content className={styles.hint} sideOffset={6} collisionPadding={8}>
          {says}
          {key.shown !== null && <kbd className={styles.key}>{key.shown}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
