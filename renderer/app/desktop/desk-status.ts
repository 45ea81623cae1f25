import { abilitiesOf } from '../../view/call-abilities.ts'
import { counterpartOf, customerOf, holdStage } from '../../domain/calls/parties.ts'
import type { DeskStatus } from '../../../electron/contract/desk.ts'
import { en } from '../../i18n/en.ts'
import { nameOf } from '../../ui/names.ts'
import type { ActiveCallView, AppView } from '../../view/app-view.ts'
import { deskStateOf, statusText } from '../../view/desk-state.ts'

/** The part of the view that the tray and the mini bar show. `now`: milliseconds on the server's clock. */
export function deskStatusOf(view: AppView, now: number): DeskStatus {
  const { presence, session } = view
  return {
    signedIn: session.kind === 'signed-in' || session.kind === 'lost',
    activities: presence.choices.map(({ sid, name, available }) => ({ sid, name, available })),
    current: presence.current?.sid ?? null,
    pending: presence.pending?.sid ?? null,
    state: shownStateOf(view, now),
    call: callStatusOf(view),
    alert: alertOf(view.notice),
    clockOffsetMs: view.clockOffsetMs,
  }
}

function shownStateOf(view: AppView, now: number): DeskStatus['state'] {
  const state = deskStateOf(view, now)
  const { words, next } = statusText(state, now, en)
  return {
    kind: state.kind,
    words,
    time: state.time,
    next,
    muted: state.muted ? en.status.muted : null,
  }
}

export function callStatusOf({ stage, session }: AppView): DeskStatus['call'] {
  return stage.kind === 'call' ? callNow(stage, session.kind === 'signed-in') : null
}

/** An agent who looks at another window must also see whether calls come here. */
function alertOf(notice: AppView['notice']): DeskStatus['alert'] {
  if (notice?.kind !== 'taken-out' && notice?.kind !== 'brought-back') return null
  const { alert, takenOut, broughtBack } = en.notice
  return notice.kind === 'taken-out'
    ? { title: alert.takenOut, body: takenOut[notice.reason] }
    : { title: alert.broughtBack, body: broughtBack[notice.reason] }
}

const talking = { requested: false, confirmed: false }

/** `online`: commands to the server are possible. */
function callNow(stage: ActiveCallView, online: boolean): DeskStatus['call'] {
  const { call } = stage
  const customer = customerOf(call)
  const hold = customer === undefined || customer.self ? talking : customer.hold
  return {
    callId: call.callId,
    name: nameOf(counterpartOf(call) ?? { name: null, number: null }, en),
    state: stateOf(call.state.kind),
    hold: holdStage(hold),
    mayHold: online && abilitiesOf(stage).hold,
    muted: stage.muted,
    hangingUp: stage.hangingUp,
  }
}

function stateOf(kind: ActiveCallView['call']['state']['kind']) {
  if (kind === 'active') return 'talking'
  return kind === 'ended' ? 'ended' : 'connecting'
}
