import type { DeviceState } from '../model/connection-state.ts'
import type { AppEvent } from '../model/events.ts'
import type { Registration } from '../model/connection-state.ts'
import { fetchAccess, rebuildWith } from './access.ts'
import { withRebuild, withLateness, beginOutage } from './outage.ts'
import type { State } from '../model/state.ts'
import { stay, type Step } from '../model/step.ts'

/** The SDK repairs most losses by itself; a Device that has not come back by then is built again. */
const TIMEOUT_MS = 15_000

/** A Device that begins to register at `at`. */
export function registering(at: number): DeviceState {
  return { kind: 'registering', outage: beginOutage(at, TIMEOUT_MS) }
}

export function registrationOf(device: DeviceState): Registration {
  return device.kind === 'off' ? 'unregistered' : device.kind
}

export function reduceRegistration(state: State, registration: Registration, at: number): Step {
  const { device } = state
  if (registration === registrationOf(device)) return stay(state)
  if (registration === 'registered') return stay({ ...state, device: { kind: 'registered' } })
  // One that is lost, registers, and is lost again has been away since the first loss.
  const outage = 'outage' in device ? device.outage : beginOutage(at, TIMEOUT_MS)
  return stay({ ...state, device: { kind: registration, outage } })
}

/** A token that Twilio refuses is changed at once, and less and less often when that does not help. */
export function reduceTokenRefused(state: State, at: number): Step {
  const { device } = state
  if (!('outage' in device)) return fetchAccess(state, at)
  const refused = { ...device, outage: { ...device.outage, refused: true } }
  return fetchAccess({ ...state, device: refused }, at)
}

export function tickDevice(state: State, at: number): Step {
  const { device } = state
  if (!('outage' in device)) return stay(state)
  const outage = withLateness(device.outage, at)
  const aged = outage === device.outage ? state : { ...state, device: { ...device, outage } }
  if (aged.call.kind !== 'none' || at < outage.rebuildAt) return stay(aged)
  return rebuildDevice(aged, at)
}

/** Builds the Device again. */
export function rebuildDevice(state: State, at: number): Step {
  const { device } = state
  const outage =
    'outage' in device ? withRebuild(device.outage, at, TIMEOUT_MS) : beginOutage(at, TIMEOUT_MS)
  return rebuildWith({ ...state, device: { kind: 'registering', outage } }, 'device', at)
}

export function reduceMicrophone(
  state: State,
  event: Extract<AppEvent, { kind: 'microphone' }>,
): Step {
  return event.state === state.microphone
    ? stay(state)
    : stay({ ...state, microphone: event.state })
}
