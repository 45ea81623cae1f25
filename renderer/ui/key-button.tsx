import { Button, type ButtonProps } from './button.tsx'
import { Hint } from './overlay/hint.tsx'

interface KeyButtonProps extends ButtonProps {
  /** The tooltip; also the text of a button without children. */
  readonly label: string
}

/** A button with a tooltip that names its key. */
export function KeyButton({ label, children, ...rest }: KeyButtonProps) {
  return (
    <Hint
      says={rest.barred ?? label}
      shortcut={rest.barred === undefined ? rest.shortcut : undefined}
    >
      <Button {...rest}>{children ?? label}</Button>
    </Hint>
  )
}
