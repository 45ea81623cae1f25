import { customerOf, LONG_HOLD_MS } from '../../domain/calls/parties.ts'
import type { Messages } from '../../i18n/en.ts'
import type { PageNotification } from '../../ports/notifications-port.ts'
import { formatNumber, nameOf } from '../../ui/names.ts'
import type { ActivityView, AppView } from '../../view/app-view.ts'
import { ringOf, ringerText } from './ring.ts'

/**
 * What an agent who looks at something else should hear of, the most urgent alone; null for nothing. `now`:
 * milliseconds on the server's clock.
 */
export function notificationOf(
  view: AppView,
  now: number,
  text: Messages,
): PageNotification | null {
  if (view.session.kind !== 'signed-in') return null
  return ring(view, text) ?? missed(view, text) ?? longHold(view, now, text)
}

function ring(view: AppView, text: Messages): PageNotification | null {
  const ringing = ringOf(view)
  if (ringing === null || ringing.call.pending !== null) return null
  const { call, waits } = ringing
  const { callId, callerName, callerNumber, queueName } = call
  const number = callerName !== null && callerNumber !== null ? formatNumber(callerNumber) : null
  return {
    key: `ring ${callId}`,
    callId,
    title: [ringerText(call, text), queueName].filter((part) => part !== null).join(' · '),
    body: [waits ? text.secondCall.waiting : text.ringing.chip, number]
      .filter((part) => part !== null)
      .join(' · '),
    actions: [
      { action: 'answer', title: waits ? text.secondCall.answer : text.ringing.answer },
      { action: 'decline', title: text.ringing.decline },
    ],
    stays: true,
  }
}

function missed(view: AppView, text: Messages): PageNotification | null {
  const { notice, presence } = view
  if (notice?.kind !== 'missed') return null
  const who = nameOf({ name: null, number: notice.callerNumber }, text)
  const { activityName } = notice
  const back = availableAgain(view)
  return {
    key: `missed ${who}`,
    callId: null,
    title: text.outside.missed(who),
    body: text.outside.statusNow(activityName ?? presence.current?.name ?? ''),
    actions: back === null ? [] : [{ action: 'go-available', title: text.notice.goAvailable }],
    stays: true,
  }
}

/** The Activity with which calls come again; null while they come. */
export function availableAgain({ presence }: Pick<AppView, 'presence'>): ActivityView | null {
  if (presence.current?.available !== false) return null
  return presence.choices.find(({ available }) => available) ?? null
}

function longHold({ stage }: AppView, now: number, text: Messages): PageNotification | null {
  if (stage.kind !== 'call' || stage.call.state.kind !== 'active') return null
  const customer = customerOf(stage.call)
  if (customer === undefined || customer.self || !customer.hold.confirmed) return null
  const { since } = customer.hold
  if (stage.call.transfer !== null || now - Date.parse(since) <= LONG_HOLD_MS) return null
  return {
    key: `hold ${stage.call.callId} ${since}`,
    callId: null,
    title: text.outside.stillOnHold(nameOf(customer, text)),
    body: text.outside.longHold,
    actions: [],
    stays: false,
  }
}
