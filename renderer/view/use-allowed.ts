import { useContext } from 'react'
import type { ActiveCallView } from './app-view.ts'
import { abilitiesOf, type Abilities } from './call-abilities.ts'
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

/** What the agent can do in the call now and is allowed to do. */
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
