import { assertNever } from '../../../server/contract/assert-never.ts'
import type { ReadinessReport } from '../../../server/contract/realtime.ts'
import { hurryAccess } from './access.ts'
import { rebuildDevice, registrationOf } from './device.ts'
import type { LinkState, NetworkAddress } from '../model/connection-state.ts'
import { outageOf } from './outage.ts'
import { askForMicrophone } from './microphone.ts'
import { rebuildWorker } from './worker.ts'
import type { State } from '../model/state.ts'
import { andThen, go, stay, type Step } from '../model/step.ts'

export type ReadinessFailure =
  | 'microphone-blocked'
  | 'microphone-missing'
  | 'device-unregistered'
  | 'worker-disconnected'
  | 'server-disconnected'
  | 'desk-outdated'
  | 'server-outdated'

/** The presence lease needs these reports: one at each change, and one this often. */
const REPORT_EVERY_MS = 5_000

export function workerLinkOf(state: State): LinkState {
  const { kind } = state.worker.link
  return kind === 'off' ? 'disconnected' : kind
}

function readinessOf(state: State): ReadinessReport {
  return {
    device: registrationOf(state.device),
    microphone: state.microphone,
    worker: workerLinkOf(state),
  }
}

/** The first failure that keeps calls away, in the order in which it is best fixed. */
export function readinessFailureOf(state: State): ReadinessFailure | null {
  if (state.session.kind !== 'signed-in') return null
  if (state.link.state === 'disconnected') return 'server-disconnected'
  const outdated = outdatedOf(state)
  if (outdated !== null) return outdated
  if (state.microphone === 'blocked') return 'microphone-blocked'
  if (state.microphone === 'missing') return 'microphone-missing'
  if (isDown(state.device)) return 'device-unregistered'
  if (isDown(state.worker.link)) return 'worker-disconnected'
  return null
}

/** Who must be updated before this page and the server understand each other. */
export function outdatedOf({ page, link }: State): 'desk-outdated' | 'server-outdated' | null {
  if (page.understanding !== 'understood') return page.understanding
  // The versions agree, and still a snapshot cannot be read.
  return link.unreadable ? 'desk-outdated' : null
}

/** Neither up nor on its way, or on its way for too long. */
function isDown(part: State['device'] | State['worker']['link']): boolean {
  const { kind } = part
  if (kind === 'off' || kind === 'unregistered' || kind === 'disconnected') return true
  return outageOf(part)?.late === true
}

/**
 * The host of Twilio that does not answer, when that is the failure. Null while it may only be slow, when it refused
 * our token, and before the first token.
 */
export function unreachableOf(state: State): NetworkAddress | null {
  const { addresses, denied } = state.access
  if (addresses === null || denied) return null
  switch (readinessFailureOf(state)) {
    case 'device-unregistered':
      return isSilent(state.device) ? addresses.voice : null
    case 'worker-disconnected':
      return isSilent(state.worker.link) ? addresses.worker : null
    default:
      return null
  }
}

function isSilent(part: State['device'] | State['worker']['link']): boolean {
  const outage = outageOf(part)
  return outage !== null && outage.late && !outage.refused
}

/** What can be done about the failure that is shown. */
export function fixReadiness(state: State, at: number): Step {
  const failure = readinessFailureOf(state)
  switch (failure) {
    case 'microphone-blocked':
      return askForMicrophone(state)
    case 'microphone-missing':
      return go(state, { kind: 'microphone-check' })
    case 'device-unregistered':
      return state.call.kind === 'none' ? hurry(rebuildDevice(state, at), at) : stay(state)
    case 'worker-disconnected':
      return hurry(rebuildWorker(state, at), at)
    case 'server-disconnected':
    case 'desk-outdated':
    case 'server-outdated':
      return go(state, { kind: 'server-reconnect' })
    case null:
      return stay(state)
    default:
      return assertNever(failure)
  }
}

function hurry(step: Step, at: number): Step {
  return andThen(step, (state) => hurryAccess(state, at))
}

/**
 * Connects everything again without waiting for timeouts. During a call the SDK repairs the Device, because a new
 * Device would end the call.
 */
export function reconnectAll(state: State, at: number): Step {
  const quiet = state.call.kind === 'none' && state.device.kind !== 'off'
  return andThen(
    quiet ? rebuildDevice(state, at) : stay(state),
    (next) => (next.worker.link.kind === 'off' ? stay(next) : rebuildWorker(next, at)),
    (next) => go(next, { kind: 'server-reconnect' }),
  )
}

/** Reports readiness when it differs from the last report, or when that one grows old. */
export function reportReadiness(state: State, at: number): Step {
  if (state.session.kind !== 'signed-in' || state.link.state !== 'connected') return stay(state)
  // A desk that cannot show calls must not get any.
  if (outdatedOf(state) !== null) return stay(state)
  const report = readinessOf(state)
  const { reported } = state
  const same =
    reported !== null &&
    reported.report.device === report.device &&
    reported.report.microphone === report.microphone &&
    reported.report.worker === report.worker
  if (same && at - reported.at < REPORT_EVERY_MS) return stay(state)
  return go({ ...state, reported: { report, at } }, { kind: 'server-report', report })
}
