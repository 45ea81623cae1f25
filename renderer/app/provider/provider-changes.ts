import type { State } from '../../domain/model/state.ts'
import type {
  ProviderCall,
  ProviderEndReason,
  ProviderListener,
  ProviderStatus,
} from '../../ports/softphone-provider.ts'

/** Calls the listener's callbacks for the difference of two statuses; `state` is that of `now`. */
export function emitChanges(
  listener: ProviderListener,
  before: ProviderStatus,
  now: ProviderStatus,
  state: State,
): void {
  listener.onStatus?.(now)
  for (const call of now.calls) {
    const earlier = callIn(before, call.callId)
    if (call.state === 'ringing' && earlier === undefined) listener.onIncoming?.(call)
    if (call.state === 'active' && earlier?.state !== 'active') listener.onConnected?.(call)
  }
  for (const call of before.calls) {
    const over = callIn(now, call.callId) === undefined
    if (over) listener.onEnded?.(call, reasonOf(state, call.callId))
  }
}

function callIn(status: ProviderStatus, callId: string): ProviderCall | undefined {
  return status.calls.find((call) => call.callId === callId)
}

function reasonOf({ link }: State, callId: string): ProviderEndReason | null {
  const call = link.desk?.calls.find((item) => item.callId === callId)
  if (call?.state.kind === 'ended') return call.state.reason
  return link.desk?.wrapUps.find((wrapUp) => wrapUp.callId === callId)?.reason ?? null
}
