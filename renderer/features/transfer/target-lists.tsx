import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import type { TargetsView } from '../../view/app-view.ts'
import { TargetLine, type Way } from './target-line.tsx'
import list from '../../ui/list.module.css'
import styles from './target-panel.module.css'
import type { Purpose, TargetList, TargetRow } from './target-rows.ts'

interface TargetListsProps {
  readonly lists: readonly TargetList[]
  readonly targets: TargetsView
  readonly purpose: Purpose
  readonly marked: TargetRow | null
  onChoose(row: TargetRow, way: Way): void
  onReload(): void
}

/** Who fits, by kind; and whether more is still to come, or did not come. */
export function TargetLists(props: TargetListsProps) {
  const { lists, targets, purpose, marked, onChoose, onReload } = props
  const text = useText().transfer
  const first = targets.loading && targets.teammates.length + targets.queues.length === 0
  return (
    <div className={styles.lists}>
      <div aria-live="polite">
        {first && (
          <p className={styles.remark} aria-busy="true">
            {text.loading}
          </p>
        )}
        {targets.failed && (
          <div className={styles.remark}>
            <p className={styles.failed}>{text.failed}</p>
            <Button size="small" busy={targets.loading} onClick={onReload}>
              {text.again}
            </Button>
          </div>
        )}
        {lists.length === 0 && !first && <p className={styles.remark}>{text.none}</p>}
        {marked !== null && (
          <p className="visually-hidden">{text.marked(marked.name, marked.detail)}</p>
        )}
      </div>
      {lists.map(({ name, rows }) => (
        <section key={name}>
          <h3 className={list.heading}>{text.lists[name]}</h3>
          <ul className={list.list} aria-label={text.lists[name]}>
            {rows.map((row) => (
              <TargetLine
                key={row.key}
                row={row}
                purpose={purpose}
                marked={marked?.key === row.key}
                onChoose={onChoose}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
