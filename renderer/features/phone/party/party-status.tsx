import { Clock, LoaderCircle, MicOff, Pause, Phone, PhoneOff, Volume2 } from 'lucide-react'
import type { Party } from '../../../../server/contract/desk.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Elapsed } from '../../../ui/time/timer.tsx'
import styles from '../active-call.module.css'
import { holdStage } from '../../../domain/calls/parties.ts'

interface PartyStatusProps {
  readonly party: Party
  /** Whether the call is active: a connected party is talking. */
  readonly isActive: boolean
  /** For the agent's own card: the microphone is off here. */
  readonly muted: boolean
}

/** The state of a party in words: muted, and its status. */
export function PartyStatus({ party, isActive, muted }: PartyStatusProps) {
  const text = useText().call.state
  const silent = party.state === 'connected' && (muted || party.mute.confirmed)
  const talking = isActive && holdStage(party.hold) === 'talking'
  return (
    <div className={styles.badges}>
      {silent && (
        <Badge tone="hold" icon={MicOff}>
          {text.muted}
        </Badge>
      )}
      {!(silent && talking) && <StatusBadge party={party} isActive={isActive} />}
    </div>
  )
}

function StatusBadge({ party, isActive }: Pick<PartyStatusProps, 'party' | 'isActive'>) {
  const text = useText().call
  if (party.state === 'left') {
    return (
      <Badge tone="neutral" icon={PhoneOff}>
        {text.left[party.leftBecause ?? 'unknown']}
      </Badge>
    )
  }
  if (party.state === 'ringing') {
    return (
      <Badge tone="available" icon={Phone}>
        {text.state.ringing}
      </Badge>
    )
  }
  if (party.state === 'waiting' || !isActive) {
    return (
      <Badge tone="neutral" icon={Clock}>
        {text.state.waiting}
      </Badge>
    )
  }
  return <HoldBadge party={party} />
}

/** The three stages of a hold: requested, confirmed, and resuming. */
function HoldBadge({ party }: Pick<PartyStatusProps, 'party'>) {
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
