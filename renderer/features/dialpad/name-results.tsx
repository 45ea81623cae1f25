import type { Actions } from '../../view/actions.ts'
import type { TargetsView } from '../../view/app-view.ts'
import type { ProviderDestination } from '../../ports/softphone-provider.ts'
import { TargetGrid } from '../transfer/target-grid.tsx'
import { useFreshTargets } from '../transfer/use-fresh-targets.ts'
import type { TargetSearch } from '../transfer/use-target-search.ts'
import styles from './dialler.module.css'

interface NameResultsProps {
  readonly search: TargetSearch
  readonly targets: TargetsView
  readonly actions: Actions
  onChoose(target: ProviderDestination): void
}

/** The targets whose name fits, in the place of the keys. */
export function NameResults({ search, targets, actions, onChoose }: NameResultsProps) {
  useFreshTargets(actions)
  return (
    <div className={styles.results}>
      <TargetGrid
        search={search}
        targets={targets}
        purpose="call"
        onChoose={(row) => onChoose(row.target)}
        onReload={() => void actions.softphone.directory()}
      />
    </div>
  )
}
