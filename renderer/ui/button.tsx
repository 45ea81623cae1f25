import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps, MouseEvent } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { useShownKey, type Shortcut } from './keys/shown-key.ts'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'plain' | 'primary' | 'answer' | 'danger' | 'quiet'
  readonly size?: 'small' | 'control' | 'large'
  readonly icon?: LucideIcon
  /** What its key does. The caller listens for it. */
  readonly shortcut?: Shortcut | undefined
  /** Whether the key is at the end of the button. It is not part of its name. */
  readonly showsKey?: boolean
  /** Its command is in progress: it keeps its name, place and focus, and ignores clicks. */
  readonly busy?: boolean
  /** Why it can do nothing now. It can still get the focus, and says so. */
  readonly barred?: string | undefined
}

/** A button in its variants. */
export function Button({
  variant = 'plain',
  size = 'control',
  icon: Icon,
  shortcut,
  showsKey = false,
  busy = false,
  barred,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (busy || barred !== undefined) event.preventDefault()
    else onClick?.(event)
  }
  const key = useShownKey(shortcut)
  const Picture = busy ? LoaderCircle : Icon
  const inMargin = busy && Icon === undefined && size === 'small'
  return (
    <button
      type="button"
      aria-keyshortcuts={key.aria}
      {...rest}
      {...(barred !== undefined && { 'aria-disabled': true, 'aria-description': barred })}
      {...(busy && { 'aria-busy': true, 'aria-disabled': true })}
      onClick={press}
      className={classNames(styles.button, styles[variant], styles[size], className)}
    >
      {Picture && (
        <Picture
          size={inMargin ? 11 : 16}
          aria-hidden="true"
          {...(inMargin && { className: styles.margin })}
          {...(busy && { 'data-spinner': true })}
        />
      )}
      {children}
      {showsKey && key.shown !== null && (
        <kbd className={styles.kbd} aria-hidden="true">
          {key.shown}
        </kbd>
      )}
    </button>
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'variant' | 'size' | 'children'> {
  readonly label: string
  readonly icon: LucideIcon
}

/** A small, quiet button that shows only its icon. */
export function IconButton({ label, className, ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      size="small"
      variant="quiet"
      className={classNames(styles.pictureOnly, className)}
      aria-label={label}
    />
  )
}
