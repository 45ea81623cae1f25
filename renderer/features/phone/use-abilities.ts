import { useAllowed } from '../../app/settings/use-allowed.ts'
import type { ActiveCallView } from '../../app/view.ts'
import { abilitiesOf, type Abilities } from './abilities.ts'

/** What the call lets the agent do now, as far as a policy lets them do it at all. */
export function useAbilities(stage: ActiveCallView): Abilities {
  const allowed = useAllowed()
  const can = abilitiesOf(stage)
  return {
    ...can,
    transfer: can.transfer && allowed.transfer,
    add: can.add && allowed.conference,
    newCall: can.newCall && allowed.outbound,
  }
}
