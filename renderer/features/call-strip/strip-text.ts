import {
  counterpartOf,
  customerOf,
  heardBy,
  holdStage,
  selfOf,
} from '../../domain/calls/parties.ts'
import type { Messages } from '../../i18n/en.ts'
import { nameOf, partyName } from '../../ui/names.ts'
import type { ActiveCallView } from '../../view/app-view.ts'

/** What the strip says of a call: who is heard or waits, in which state, and since when (ISO; null: no time counts). */
export interface StripText {
  readonly who: string
  readonly says: string
  readonly since: string | null
}

export function stripTextOf(stage: ActiveCallView, text: Messages): StripText {
  const { call } = stage
  const heard = call.state.kind === 'active' ? heardBy(call) : []
  const who =
    heard.length > 0
      ? text.list(heard.map((party) => partyName(party, text)))
      : nameOf(counterpartOf(call), text)
  return { who, ...stateOf(stage, heard.length > 0, text) }
}

function stateOf(
  { call, hangingUp, link }: ActiveCallView,
  isHeard: boolean,
  text: Messages,
): Pick<StripText, 'says' | 'since'> {
  const { state } = call
  if (state.kind === 'ended') return { says: text.call.ended, since: null }
  const { since } = state
  if (hangingUp) return { says: text.call.hangingUp, since }
  if (link === 'reconnecting') return { says: text.readiness.link.reconnecting, since }
  if (call.returnUntil !== null) return { says: text.returning.title, since }
  switch (state.kind) {
    case 'dialing':
      return { says: text.callStrip.calling, since }
    case 'ringing':
    case 'connecting':
      return { says: text.mini.connecting, since }
    case 'unknown':
      return { says: text.call.onACall, since }
    case 'active':
      return heldState(call, isHeard, since, text)
  }
}

function heldState(
  call: ActiveCallView['call'],
  isHeard: boolean,
  since: string,
  text: Messages,
): Pick<StripText, 'says' | 'since'> {
  const own = selfOf(call)?.hold
  if (own?.confirmed === true) return { says: text.call.youOnHold, since: own.since }
  const customer = customerOf(call)
  if (customer === undefined || customer.self) return { says: text.call.state.talking, since }
  const { hold } = customer
  switch (holdStage(hold)) {
    case 'holding':
      return { says: text.call.state.holding, since }
    case 'on-hold':
      return isHeard
        ? { says: text.call.state.talking, since }
        : { says: text.call.state.onHold, since: hold.since }
    case 'resuming':
      return { says: text.call.state.resuming, since: hold.since }
    case 'talking':
      return { says: text.call.state.talking, since }
  }
}
