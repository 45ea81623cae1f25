import type { AppEvent, Registration } from './events.ts'
import { fetchAccess, rebuildWith } from './access.ts'
import type { State } from './state.ts'
import { stay, type Step } from './step.ts'

/** The Device's registration. `since` says how long it has not been what it should be. */
export type DeviceState =
  | { readonly kind: 'off' }
  | { readonly kind: 'registering'; readonly since: number }
  | { readonly kind: 'registered' }
  | { readonly kind: 'unregistered'; readonly since: number }

/** The SDK mends most losses by itself; a Device that has not come back by then is built anew. */
const REBUILD_AFTER_MS = 15_000

export function registrationOf(device: DeviceState): Registration {
  return device.kind === 'off' ? 'unregistered' : device.kind
}

export function reduceRegistration(state: State, registration: Registration, at: number): Step {
  if (registration === registrationOf(state.device)) return stay(state)
  const device: DeviceState =
    registration === 'registered' ? { kind: 'registered' } : { kind: registration, since: at }
  return stay({ ...state, device })
}

/** A token that Twilio refuses is changed at once, at most once every few seconds. */
export function reduceTokenRefused(state: State): Step {
  return fetchAccess(state)
}

export function tickDevice(state: State, at: number): Step {
  const { device } = state
  if (device.kind === 'off' || device.kind === 'registered') return stay(state)
  if (state.call.kind !== 'none') return stay(state)
  if (at - device.since < REBUILD_AFTER_MS) return stay(state)
  return rebuildDevice(state, at)
}

/** Builds the Device anew. */
export function rebuildDevice(state: State, at: number): Step {
  return rebuildWith({ ...state, device: { kind: 'registering', since: at } }, 'device')
}

export function reduceMicrophone(
  state: State,
  event: Extract<AppEvent, { kind: 'microphone' }>,
): Step {
  return event.state === state.microphone
    ? stay(state)
    : stay({ ...state, microphone: event.state })
}
