import type { ButtonProps } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import styles from './call-strip.module.css'

interface StripButtonProps extends Pick<
  ButtonProps,
  'icon' | 'variant' | 'busy' | 'disabled' | 'shortcut'
> {
  readonly label: string
  /** Whether it is switched on: muted, or held. */
  readonly on?: boolean
  /** The receiver laid down. */
  readonly laidDown?: boolean
  onPress(): void
}

/** A button of the strip. In a narrow window only its picture shows; its name stays. */
export function StripButton({ label, on, laidDown, onPress, ...rest }: StripButtonProps) {
  return (
    <KeyButton
      {...rest}
      label={label}
      className={classNames(styles.button, on && styles.on, laidDown && styles.laidDown)}
      onClick={onPress}
    >
      <span className={styles.label}>{label}</span>
    </KeyButton>
  )
}
