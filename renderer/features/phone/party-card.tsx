import { Clock, LoaderCircle, MicOff, Pause, Phone, PhoneOff, Volume2 } from 'lucide-react'
import type { Party } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Elapsed } from '../../ui/timer.tsx'
import { formatNumber, nameOf } from '../../ui/who.ts'
import styles from './active-call.module.css'
import { holdStage } from './hold-stage.ts'

interface PartyCardProps {
  readonly party: Party
  /** The one agent on the call is the one who looks at it. */
  readonly onlyAgent: boolean
  readonly muted: boolean
  /** The conversation is up: a connected party is talking. */
  readonly up: boolean
}

/** One person on the call: name or number, role, and what they are doing. */
export function PartyCard({ party, onlyAgent, muted, up }: PartyCardProps) {
  const text = useText()
  const who = party.role === 'agent' ? (party.name ?? text.who.agent) : nameOf(party, text)
  const talking = up && party.state === 'connected' && !party.hold.confirmed
  const role = onlyAgent ? text.who.you : text.who[party.role]
  const number = party.name !== null && party.number !== null ? formatNumber(party.number) : null
  return (
    <li className={classNames(styles.party, talking && styles.talking)}>
      <Avatar name={party.name} tone={talking ? 'talking' : 'neutral'} />
      <div className={styles.partyText}>
        <p className={styles.partyName} data-selectable>
          {who}
        </p>
        <p className={styles.partyDetail} data-selectable>
          {number !== null && <span data-tabular>{number} · </span>}
          {role}
        </p>
      </div>
      <div className={styles.badges}>
        {onlyAgent && muted && (
          <Badge tone="hold" icon={MicOff}>
            {text.call.state.muted}
          </Badge>
        )}
        {!(onlyAgent && muted && talking) && <PartyState party={party} up={up} />}
      </div>
    </li>
  )
}

function PartyState({ party, up }: Pick<PartyCardProps, 'party' | 'up'>) {
  const text = useText().call.state
  if (party.state === 'left') {
    return (
      <Badge tone="neutral" icon={PhoneOff}>
        {text.left}
      </Badge>
    )
  }
  if (party.state === 'ringing') {
    return (
      <Badge tone="available" icon={Phone}>
        {text.ringing}
      </Badge>
    )
  }
  if (party.state === 'waiting' || !up) {
    return (
      <Badge tone="neutral" icon={Clock}>
        {text.waiting}
      </Badge>
    )
  }
  return <HoldState party={party} />
}

/** The three stages of a hold: asked for, proved, and the way back. */
function HoldState({ party }: Pick<PartyCardProps, 'party'>) {
  const text = useText().call.state
  switch (holdStage(party.hold)) {
    case 'talking':
      return (
        <Badge tone="talking" icon={Volume2}>
          {text.talking}
        </Badge>
      )
    case 'holding':
      return (
        <Badge tone="hold" icon={LoaderCircle} pending>
          {text.holding}
        </Badge>
      )
    case 'on-hold':
      return (
        <Badge tone="hold" icon={Pause}>
          {text.onHold} <Elapsed since={party.hold.since} />
        </Badge>
      )
    case 'resuming':
      return (
        <Badge tone="hold" icon={LoaderCircle} pending>
          {text.resuming} <Elapsed since={party.hold.since} />
        </Badge>
      )
  }
}
