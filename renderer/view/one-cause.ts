import type { TakenOut } from '../../server/contract/desk.ts'
import type { ActiveCallView, AppView, DiallerView, NoticeView, ReadinessView } from './app-view.ts'

type Failure = NonNullable<ReadinessView['failure']>

/** Failures of which a lost connection can be the cause. */
const ofConnection: ReadonlySet<Failure | null> = new Set<Failure>([
  'device-unregistered',
  'worker-disconnected',
  'server-disconnected',
])

/** Errors of a call that was not begun, which the failure of the desk explains. */
const ofDesk: ReadonlySet<DiallerView['error']> = new Set([
  'not-ready',
  'unreachable',
  'twilio-unavailable',
] as const)

/**
 * The view with one banner for one cause. The most urgent stays: sound that is lost, then a command that did not reach the
 * server, then what is wrong with the desk. What only follows from it is left out.
 */
export function withOneCause(view: AppView): AppView {
  const stage = view.stage.kind === 'call' ? withOneFailure(view.stage, view.readiness) : view.stage
  const commandFailed = stage.kind === 'call' && isSilence(stage.failure)
  const isExplained =
    ofConnection.has(view.readiness.failure) &&
    ((stage.kind === 'call' && isReconnecting(stage)) ||
      (commandFailed && view.readiness.failure === 'server-disconnected'))
  return {
    ...view,
    stage,
    readiness: isExplained ? { ...view.readiness, failure: null } : view.readiness,
    notice: follows(view.notice, view.readiness.failure) ? null : view.notice,
    dialler: isDialFolded(view) ? { ...view.dialler, error: null } : view.dialler,
  }
}

/** The most urgent of what is wrong with a call and its connection. */
function withOneFailure(stage: ActiveCallView, { failure: desk }: ReadinessView): ActiveCallView {
  if (isReconnecting(stage) && isSilence(stage.failure)) return { ...stage, failure: null }
  const isWeak = stage.link === 'poor' && (ofConnection.has(desk) || isSilence(stage.failure))
  return isWeak ? { ...stage, link: 'good' } : stage
}

function isReconnecting({ link, call }: ActiveCallView): boolean {
  return link === 'reconnecting' || call.returnUntil !== null
}

/** Our server did not answer a command. */
function isSilence(failure: ActiveCallView['failure']): boolean {
  return failure?.why === 'unreachable'
}

/** The failure of the desk says the same, or is the reason. */
function follows(notice: NoticeView | null, failure: Failure | null): boolean {
  if (notice === null || failure === null) return false
  switch (notice.kind) {
    case 'failed':
      return notice.what !== 'hotkeys' && failure === 'server-disconnected'
    case 'taken-out':
      return takenOutBy[notice.reason].has(failure)
    default:
      return false
  }
}

const takenOutBy: Readonly<Record<TakenOut['reason'], ReadonlySet<Failure>>> = {
  silent: new Set(['server-disconnected']),
  device: new Set(['device-unregistered']),
  microphone: new Set(['microphone-blocked', 'microphone-missing']),
}

/** Between calls the dialler itself says why, beside the number. */
function isDialFolded({ stage, dialler, readiness }: AppView): boolean {
  return stage.kind !== 'idle' && readiness.failure !== null && ofDesk.has(dialler.error)
}
