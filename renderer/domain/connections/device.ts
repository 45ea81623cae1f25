import type { DeviceState, Registration } from '../model/connection-state.ts'
import { fetchAccess, rebuildWith } from './access.ts'
import { outageOf, withRebuild, withLateness, beginOutage } from './outage.ts'
import type { State } from '../model/state.ts'
import { stay, type EventOf, type Step } from '../model/step.ts'

/** The SDK repairs most losses by itself. A Device that is still away by then is built again. */
const TIMEOUT_MS = 15_000

/** A Device that begins to register at `at`. */
export function registering(at: number): DeviceState {
  return { kind: 'registering', outage: beginOutage(at, TIMEOUT_MS) }
}

export function registrationOf(device: DeviceState): Registration {
  return device.kind === 'off' ? 'unregistered' : device.kind
}

export function onRegistration(
  state: State,
  { state: registration, at }: EventOf<'voice-registration'>,
): Step {
  const { device } = state
  if (registration === registrationOf(device)) return stay(state)
  if (registration === 'registered') return stay({ ...state, device: { kind: 'registered' } })
  // A Device that is lost again while it registers has been away since the first loss.
  const outage = outageOf(device) ?? beginOutage(at, TIMEOUT_MS)
  return stay({ ...state, device: { kind: registration, outage } })
}

/** A refused token is renewed at once, and with growing pauses when that does not help. */
export function onTokenRefused(state: State, { at }: EventOf<'voice-token-refused'>): Step {
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

export function rebuildDevice(state: State, at: number): Step {
  const outage = withRebuild(outageOf(state.device), at, TIMEOUT_MS)
  return rebuildWith({ ...state, device: { kind: 'registering', outage } }, 'device', at)
}
