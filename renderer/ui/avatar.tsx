import { UserRound } from 'lucide-react'
import styles from './avatar.module.css'
import { classNames } from './class-names.ts'
import { initialsOf } from './names.ts'

interface AvatarProps {
  readonly name: string | null
  readonly size?: 'small' | 'medium' | 'portrait'
  readonly tone?: 'neutral' | 'available' | 'talking'
}

/** A person's initials in a circle: decoration, the name is always beside it. */
export function Avatar({ name, size = 'medium', tone = 'neutral' }: AvatarProps) {
  const initials = initialsOf(name)
  return (
    <span className={classNames(styles.avatar, styles[size], styles[tone])} aria-hidden="true">
      {initials ?? <UserRound size={size === 'portrait' ? 40 : 18} />}
    </span>
  )
}
