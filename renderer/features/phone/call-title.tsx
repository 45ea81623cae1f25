import type { RefObject } from 'react'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Elapsed } from '../../ui/time/timer.tsx'
import { keysText, nameOf, partyName } from '../../ui/names.ts'
import styles from './active-call.module.css'
import {
  heardBy,
  othersOf,
  counterpartOf,
  selfOf,
  transferTarget,
} from '../../domain/calls/parties.ts'

/** What the call is, in a sentence. */
export function callTitle(call: CallSnapshot, text: Messages): string {
  const who = nameOf(counterpartOf(call), text)
  if (call.returnUntil !== null) return text.returning.title
  switch (call.state.kind) {
    case 'dialing':
      return text.call.dialing(calledText(call, who, text))
    case 'ringing':
    case 'connecting':
      return text.call.connecting(who)
    case 'active':
      return activeTitle(call, who, text)
    case 'unknown':
      return text.call.unknown(who)
    case 'ended':
      return endedTitle(call, text)
  }
}

/** Who the agent calls, and the digits that are sent after the answer. */
function calledText(call: CallSnapshot, who: string, text: Messages): string {
  const keys = keysText(counterpartOf(call)?.digits ?? '', text)
  return keys === null ? who : `${who}, ${keys}`
}

function activeTitle(call: CallSnapshot, customer: string, text: Messages): string {
  if (selfOf(call)?.hold.confirmed === true) return text.call.youOnHold
  const heard = heardBy(call)
  if (heard.length > 0) {
    return text.call.talking(text.list(heard.map((party) => partyName(party, text))))
  }
  const target = transferTarget(call)
  if (target !== undefined && call.transfer?.stage === 'ringing') {
    const name = partyName(target, text)
    return call.transfer.kind === 'warm'
      ? text.transfer.calling(name)
      : text.transfer.transferring(name)
  }
  const held = othersOf(call).filter((party) => party.hold.confirmed)
  if (held.length > 1) {
    return text.call.holdingAll(text.list(held.map((party) => partyName(party, text))))
  }
  const [only] = held
  return only === undefined ? text.call.talking(customer) : text.call.holding(partyName(only, text))
}

/** Who ended the call, if a party did. */
export function endedTitle({ parties, endedBy }: CallSnapshot, text: Messages): string {
  const party = parties.find(({ partyId }) => partyId === endedBy)
  if (party === undefined) return text.call.ended
  return party.self ? text.call.endedByYou : text.call.endedBy(partyName(party, text))
}

interface CallTitleProps {
  readonly call: CallSnapshot
  readonly heading: RefObject<HTMLHeadingElement | null>
}

/** The title, and for how long it has been true. */
export function CallTitle({ call, heading }: CallTitleProps) {
  const text = useText()
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className={styles.title} data-selectable>
        {callTitle(call, text)}
      </h1>
      {call.state.kind !== 'ended' && <Elapsed since={call.state.since} className={styles.clock} />}
    </>
  )
}
