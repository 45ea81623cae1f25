import '../../ui/tokens.css'
import '../../ui/global.css'
import { FirstRun } from '../../features/first-run/first-run.tsx'
import type { RunningMode } from '../../../electron/contract/bundled.ts'
import type { PolicyFailure } from '../../../electron/contract/program.ts'
import type { FirstRunActions, FirstRunView } from '../../view/first-run-view.ts'
import { Providers } from '../providers.tsx'

interface FirstRunScreenProps {
  readonly view: FirstRunView
  /** The modes that a policy allows on this machine. */
  readonly offered: readonly RunningMode[]
  readonly actions: FirstRunActions
  readonly policyFailures?: readonly PolicyFailure[] | undefined
}

/** The assistant as a whole screen, in place of the desk. */
export function FirstRunScreen(props: FirstRunScreenProps) {
  return (
    <Providers clockOffsetMs={0}>
      <FirstRun {...props} />
    </Providers>
  )
}
