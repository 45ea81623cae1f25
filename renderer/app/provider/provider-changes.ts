import type {
  ProviderCall,
  ProviderEndReason,
  ProviderError,
  ProviderListener,
  ProviderStatus,
} from '../../ports/softphone-provider.ts'
import type { SoftphoneStore } from '../../stores/softphone-store.ts'
import type { AppView, NoticeView } from '../../view/app-view.ts'
import { statusOf } from './provider-status.ts'

/** Tells a listener how two states of the desk differ. */
export function tellChanges(
  listener: ProviderListener,
  before: SoftphoneStore,
  now: SoftphoneStore,
): void {
  const was = statusOf(before)
  const is = statusOf(now)
  if (JSON.stringify(was) !== JSON.stringify(is)) listener.onStatus?.(is)
  for (const call of is.calls) {
    const earlier = callIn(was, call.callId)
    if (call.state === 'ringing' && earlier === undefined) listener.onIncoming?.(call)
    if (call.state === 'active' && earlier?.state !== 'active') listener.onConnected?.(call)
  }
  for (const call of was.calls) {
    const over = callIn(is, call.callId) === undefined
    if (over) listener.onEnded?.(call, reasonOf(now, call.callId))
  }
  for (const error of errorsOf(before.view, now.view)) listener.onError?.(error)
}

function callIn(status: ProviderStatus, callId: string): ProviderCall | undefined {
  return status.calls.find((call) => call.callId === callId)
}

function reasonOf({ state }: SoftphoneStore, callId: string): ProviderEndReason | null {
  const call = state.link.desk?.calls.find((item) => item.callId === callId)
  if (call?.state.kind === 'ended') return call.state.reason
  return state.link.desk?.wrapUps.find((wrapUp) => wrapUp.callId === callId)?.reason ?? null
}

function errorsOf(before: AppView, now: AppView): readonly ProviderError[] {
  return [...troubles(before, now), ...dialling(before, now), ...notices(before, now)]
}

function troubles({ stage: was }: AppView, { stage: is }: AppView): readonly ProviderError[] {
  if (is.kind === 'wrap-up') {
    const error = is.saving.error
    const told = was.kind === 'wrap-up' && was.saving.error === error
    return error === null || told ? [] : [failed('after-call', is.wrapUp.callId, error)]
  }
  if (is.kind !== 'call' || is.trouble === null) return []
  const { callId } = is.call
  const earlier = was.kind === 'call' && was.call.callId === callId ? was.trouble : null
  const { command, code, who, at } = is.trouble
  if (earlier?.at === at && earlier.command === command) return []
  return [{ callId, command: command === 'dial' ? 'place' : command, code, who }]
}

function dialling({ dialler: was }: AppView, { dialler: is }: AppView): readonly ProviderError[] {
  return is.error === null || is.error === was.error ? [] : [failed('place', null, is.error)]
}

const failedNotices: Readonly<
  Record<Extract<NoticeView, { kind: 'failed' }>['what'], ProviderError['command'] | null>
> = { presence: 'agent-state', answer: 'accept', command: 'after-call', hotkeys: null }

function notices({ notice: was }: AppView, { notice: is }: AppView): readonly ProviderError[] {
  if (is?.kind !== 'failed' || is === was) return []
  const command = failedNotices[is.what]
  return command === null ? [] : [failed(command, null, 'failed')]
}

function failed(
  command: ProviderError['command'],
  callId: string | null,
  problem: string,
): ProviderError {
  const code = problem === 'unreachable' || problem === 'failed' ? problem : 'refused'
  return { callId, command, code, who: null }
}
