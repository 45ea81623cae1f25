// A row of a combobox's grid. No HTML element is one: the keyboard works in the field above.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { BookUser, Hash, Users } from 'lucide-react'
import type { AriaAttributes, Ref } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { StatusDot } from '../../ui/status-dot.tsx'
import lines from '../../ui/two-lines.module.css'
import styles from './target-panel.module.css'
import type { Purpose, TargetRow } from './target-query.ts'

/** What is done with the chosen target. */
export type Way = 'talk-first' | 'now' | 'add' | 'call'

/** The ways of a row; Enter takes the first. */
export function waysOf(row: TargetRow, purpose: Purpose): readonly Way[] {
  if (purpose !== 'transfer') return [purpose]
  return row.target.kind === 'queue' ? ['now'] : ['talk-first', 'now']
}

interface TargetItemProps extends AriaAttributes {
  readonly id?: string
  readonly ref?: Ref<HTMLDivElement> | undefined
  readonly row: TargetRow
  readonly purpose: Purpose
  readonly isMarked: boolean
  onChoose(row: TargetRow, way: Way): void
}

/** One target: its name, its state, and the ways to bring it in. */
export function TargetItem({ row, purpose, isMarked, onChoose, ...attributes }: TargetItemProps) {
  const text = useText().transfer
  const words: Readonly<Record<Way, readonly [string, string]>> = {
    'talk-first': [text.talkFirst, text.talkFirstWith(row.name)],
    now: [text.now, text.nowTo(row.name)],
    add: [text.add, text.addWho(row.name)],
    call: [text.call, text.callWho(row.name)],
  }
  return (
    <div
      {...attributes}
      role="row"
      tabIndex={-1}
      aria-label={text.row(row.name, row.detail)}
      className={classNames(styles.row, isMarked && styles.marked)}
    >
      <TargetIcon icon={row.icon} />
      <div role="gridcell" className={lines.text}>
        <p className={classNames(lines.title, !row.enabled && styles.unable)} data-tabular>
          {row.name}
        </p>
        <p className={lines.detail} data-tabular>
          {row.detail}
        </p>
      </div>
      <div role="gridcell" className={styles.ways}>
        {waysOf(row, purpose).map((way) => (
          <Button
            key={way}
            size="small"
            disabled={!row.enabled}
            aria-label={words[way][1]}
            onClick={() => onChoose(row, way)}
          >
            {words[way][0]}
          </Button>
        ))}
      </div>
    </div>
  )
}

const pictures = { queue: Users, known: BookUser, number: Hash }

function TargetIcon({ icon }: Pick<TargetRow, 'icon'>) {
  if (icon === 'queue' || icon === 'known' || icon === 'number') {
    const Picture = pictures[icon]
    return <Picture size={15} aria-hidden="true" className={styles.picture} />
  }
  return <StatusDot status={icon} />
}
