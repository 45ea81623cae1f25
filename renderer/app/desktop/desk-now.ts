import type { DeskNow } from '../../../electron/contract/desk.ts'
import { abilitiesOf } from '../../features/phone/abilities.ts'
import { noticeText } from '../../features/notices/notice-strip.tsx'
import { holdStage } from '../../features/phone/hold-stage.ts'
import { customerOf, otherSideOf } from '../../features/phone/parties.ts'
import { en } from '../../i18n/en.ts'
import { nameOf } from '../../ui/names.ts'
import type { ActiveCallView, AppView } from '../view.ts'

/** How the desk stands, as much as the tray and the mini bar show of it. */
export function deskNowOf(view: AppView): DeskNow {
  const { presence, stage, session } = view
  const online = session.kind === 'signed-in'
  return {
    signedIn: online || session.kind === 'lost',
    activities: presence.choices.map(({ sid, name, available }) => ({ sid, name, available })),
    current: presence.current?.sid ?? null,
    pending: presence.pending?.sid ?? null,
    ready: view.readiness.ready,
    call: stage.kind === 'call' ? callNow(stage, online) : null,
    alert: alertOf(view.notice),
    clockOffsetMs: view.clockOffsetMs,
  }
}

/** An agent who looks elsewhere must know, too, whether calls come here. */
function alertOf(notice: AppView['notice']): DeskNow['alert'] {
  if (notice?.kind !== 'taken-out' && notice?.kind !== 'brought-back') return null
  const { takenOut, broughtBack } = en.notice.alert
  return {
    title: notice.kind === 'taken-out' ? takenOut : broughtBack,
    body: noticeText(notice, en),
  }
}

const talking = { requested: false, confirmed: false, since: null }

/** `online`: what only the server can do can be done. */
function callNow(stage: ActiveCallView, online: boolean): DeskNow['call'] {
  const { call } = stage
  const customer = customerOf(call)
  const hold = customer === undefined || customer.self ? talking : customer.hold
  const since = call.state.kind === 'ended' ? call.state.at : call.state.since
  return {
    callId: call.callId,
    name: nameOf(otherSideOf(call) ?? { name: null, number: null }, en),
    state: stateOf(call.state.kind),
    since,
    hold: holdStage({ ...hold, since: hold.since ?? since }),
    heldSince: hold.since ?? since,
    mayHold: online && abilitiesOf(stage).hold,
    muted: stage.muted,
    hangingUp: stage.hangingUp,
  }
}

function stateOf(kind: ActiveCallView['call']['state']['kind']) {
  if (kind === 'active') return 'talking'
  return kind === 'ended' ? 'ended' : 'connecting'
}
