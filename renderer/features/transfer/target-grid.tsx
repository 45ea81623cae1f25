// A combobox's grid as ARIA has it. No HTML element is one: the keyboard works in the field above.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { ReactNode } from 'react'
import type { Actions } from '../../view/actions.ts'
import type { TargetsView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import list from '../../ui/list.module.css'
import { useFreshTargets } from '../queues/use-fresh-targets.ts'
import { TargetItem, type Way } from './target-item.tsx'
import styles from './target-panel.module.css'
import type { Purpose, TargetList, TargetRow } from './target-query.ts'
import type { TargetSearch } from './use-target-search.ts'

interface TargetGridProps {
  readonly search: TargetSearch
  readonly targets: TargetsView
  readonly purpose: Purpose
  readonly actions: Actions
  onChoose(row: TargetRow, way: Way): void
}

/** A status changes while the list is open, and the next press depends on it. */
const everyMs = 5_000

/** The targets that fit, by kind; and whether more are still to come, or did not come. */
export function TargetGrid({ search, targets, purpose, actions, onChoose }: TargetGridProps) {
  const text = useText().transfer
  const { lists } = search
  useFreshTargets(actions.softphone, everyMs)
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
            <Button
              size="small"
              busy={targets.loading}
              onClick={() => void actions.softphone.directory()}
            >
              {text.again}
            </Button>
          </div>
        )}
        {lists.length === 0 && !first && <p className={styles.remark}>{text.none}</p>}
      </div>
      {lists.length > 0 && (
        <div {...search.list} role="grid" aria-label={text.results} className={styles.grid}>
          {lists.map(({ name, rows }) => (
            <TargetGroup key={name} name={name}>
              {rows.map((row) => (
                <TargetItem
                  key={row.key}
                  {...(row.enabled ? search.itemProps(row) : { 'aria-disabled': true })}
                  row={row}
                  purpose={purpose}
                  isMarked={search.marked?.key === row.key}
                  onChoose={onChoose}
                />
              ))}
            </TargetGroup>
          ))}
        </div>
      )}
    </div>
  )
}

function TargetGroup({ name, children }: Pick<TargetList, 'name'> & { children: ReactNode }) {
  const text = useText().transfer
  return (
    <div role="rowgroup" aria-label={text.lists[name]}>
      <p className={list.heading} aria-hidden="true">
        {text.lists[name]}
      </p>
      <div role="presentation" className={list.list}>
        {children}
      </div>
    </div>
  )
}
