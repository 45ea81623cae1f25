import { abilitiesOf } from '../../view/call-abilities.ts'
import { counterpartOf, customerOf, holdStage } from '../../domain/calls/parties.ts'
import type { DeskStatus } from '../../../electron/contract/desk.ts'
import { en } from '../../i18n/en.ts'
import { nameOf } from '../../ui/names.ts'
import type { ActiveCallView, AppView } from '../../view/app-view.ts'

/** The part of the view that the tray and the mini bar show. */
export function deskStatusOf(view: AppView): DeskStatus {
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

/** An agent who looks at another window must also see whether calls come here. */
function alertOf(notice: AppView['notice']): DeskStatus['alert'] {
  if (notice?.kind !== 'taken-out' && notice?.kind !== 'brought-back') return null
  const { alert, takenOut, broughtBack } = en.notice
  return notice.kind === 'taken-out'
    ? { title: alert.takenOut, body: takenOut[notice.reason] }
    : { title: alert.broughtBack, body: broughtBack[notice.reason] }
}

const talking = { requested: false, confirmed: false, since: null }

/** `online`: commands to the server are possible. */
function callNow(stage: ActiveCallView, online: boolean): DeskStatus['call'] {
  const { call } = stage
  const customer = customerOf(call)
  const hold = customer === undefined || customer.self ? talking : customer.hold
  const since = call.state.kind === 'ended' ? call.state.at : call.state.since
  return {
    callId: call.callId,
    name: nameOf(counterpartOf(call) ?? { name: null, number: null }, en),
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
