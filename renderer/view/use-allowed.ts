import { useContext } from 'react'
import type { ActiveCallView } from './app-view.ts'
import { barriersOf, type Barriers } from './call-abilities.ts'
import { SettingsContext } from './settings-context.ts'

/** What agents may do on this machine; a policy may have taken some of it away. */
export interface Allowed {
  readonly outbound: boolean
  readonly transfer: boolean
  readonly conference: boolean
  readonly recordingControl: boolean
}

export function useAllowed(): Allowed {
  const { values } = useContext(SettingsContext).settings.effective
  return {
    outbound: values['features.outbound'],
    transfer: values['features.transfer'],
    conference: values['features.conference'],
    recordingControl: values['recording.control'],
  }
}

/** What bars the agent's own controls in the call now; also what a policy has taken away. */
export function useBarriers(stage: ActiveCallView): Barriers {
  const allowed = useAllowed()
  const barriers = barriersOf(stage)
  return {
    ...barriers,
    transfer: allowed.transfer ? barriers.transfer : 'policy',
    add: allowed.conference ? barriers.add : 'policy',
    newCall: allowed.outbound ? barriers.newCall : 'policy',
  }
}
