// An option of a combobox. No HTML element is one: the keyboard works in the field above.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */
import { Check } from 'lucide-react'
import type { Ref } from 'react'
import { classNames } from '../../ui/class-names.ts'
import styles from './wrap-up.module.css'

interface DispositionChipProps {
  readonly id?: string
  readonly ref?: Ref<HTMLDivElement> | undefined
  readonly label: string
  readonly isChosen: boolean
  readonly isMarked: boolean
  /** Whether it fits what was typed. It can be pressed all the same. */
  readonly fits: boolean
  onChoose(): void
}

/** One disposition of the list. It keeps its place, and the focus stays in the field. */
export function DispositionChip(props: DispositionChipProps) {
  const { id, ref, label, isChosen, isMarked, fits, onChoose } = props
  return (
    <div
      id={id}
      ref={ref}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      data-marked={isMarked ? '' : undefined}
      className={classNames(styles.chip, isChosen && styles.chosen, !fits && styles.unfit)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {isChosen && <Check size={14} aria-hidden="true" />}
      {label}
    </div>
  )
}
