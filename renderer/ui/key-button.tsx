import { Button, type ButtonProps } from './button.tsx'
import type { Hotkey } from './hotkeys.ts'
import { Hint } from './overlay/hint.tsx'

interface KeyButtonProps extends Omit<ButtonProps, 'hotkey'> {
  /** The tooltip; also the text of a button without children. */
  readonly label: string
  /** The caller listens for it. */
  readonly hotkey?: Hotkey | undefined
  /** Whether the button shows the key too. */
  readonly showsKey?: boolean
}

/** A button with a tooltip that names its key. */
export function KeyButton({ label, hotkey, showsKey, children, ...rest }: KeyButtonProps) {
  return (
    <Hint says={rest.barred ?? label} hotkey={rest.barred === undefined ? hotkey : undefined}>
      <Button {...rest} {...(showsKey && { hotkey })}>
        {children ?? label}
      </Button>
    </Hint>
  )
}
