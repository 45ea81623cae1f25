import type { PresenceView, ReadinessView } from '../view/app-view.ts'
import { registrationOf } from '../domain/connections/device.ts'
import {
  outdatedOf,
  readinessFailureOf,
  unreachableOf,
  workerLinkOf,
} from '../domain/connections/readiness.ts'
import { addressOfUrl } from '../ports/network-address.ts'
import type { State } from '../domain/model/state.ts'

export function selectReadiness(state: State): ReadinessView {
  const device = registrationOf(state.device)
  const worker = workerLinkOf(state)
  const server = state.link.state
  const { microphone } = state
  const takenOut = state.link.desk?.takenOut ?? null
  const takenOutSince = takenOut === null || takenOut.back ? null : takenOut.since
  return {
    device,
    microphone,
    worker,
    server,
    ready:
      device === 'registered' &&
      microphone === 'live' &&
      worker === 'connected' &&
      server === 'connected' &&
      outdatedOf(state) === null &&
      takenOutSince === null,
    failure: readinessFailureOf(state),
    unreachable:
      server === 'disconnected' ? addressOfUrl(state.page.server.url) : unreachableOf(state),
    takenOutSince,
  }
}

export function selectPresence(state: State): PresenceView {
  const { current, pending, since, activities } = state.worker
  return { current, pending, since, choices: activities }
}
