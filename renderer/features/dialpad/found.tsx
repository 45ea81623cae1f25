import type { Actions } from '../../view/actions.ts'
import type { TargetsView } from '../../view/app-view.ts'
import type { ProviderDestination } from '../../ports/softphone-provider.ts'
import { TargetLists } from '../transfer/target-lists.tsx'
import type { TargetList, TargetRow } from '../transfer/target-rows.ts'
import { useFreshTargets } from '../transfer/use-fresh-targets.ts'
import styles from './dialler.module.css'

interface FoundProps {
  readonly lists: readonly TargetList[]
  readonly marked: TargetRow | null
  readonly targets: TargetsView
  readonly actions: Actions
  onChoose(target: ProviderDestination): void
}

/** Those whose name fits, in the place of the keys. */
export function Found({ lists, marked, targets, actions, onChoose }: FoundProps) {
  useFreshTargets(actions)
  return (
    <div className={styles.found}>
      <TargetLists
        lists={lists}
        targets={targets}
        purpose="call"
        marked={marked}
        onChoose={(row) => onChoose(row.target)}
        onReload={() => void actions.softphone.directory()}
      />
    </div>
  )
}
