import { useContext } from 'react'
import { AroundContext } from './around.ts'

/** What agents may do on this machine; a policy may have taken some of it away. */
export interface Allowed {
  readonly outbound: boolean
  readonly transfer: boolean
  readonly conference: boolean
  readonly recordingControl: boolean
}

export function useAllowed(): Allowed {
  const { values } = useContext(AroundContext).settings.effective
  return {
    outbound: values['features.outbound'],
    transfer: values['features.transfer'],
    conference: values['features.conference'],
    recordingControl: values['recording.control'],
  }
}
