import { Clock, LoaderCircle, MicOff, Pause, Phone, PhoneOff, Volume2 } from 'lucide-react'
import type { Party } from '../../../../server/contract/desk.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/badge.tsx'
import styles from '../active-call.module.css'
import { holdStage } from '../../../domain/calls/parties.ts'

interface PartyStatusProps {
  readonly party: Party
  /** Whether the call is active: a connected party is talking. */
  readonly isActive: boolean
  /** For the agent's own card: the microphone is off here. */
  readonly muted: boolean
  /** Whether *Talking* tells parties apart. Where all talk, the title says so. */
  readonly saysTalking: boolean
}

/** The state of a party in words: muted, and its status. */
export function PartyStatus({ party, isActive, muted, saysTalking }: PartyStatusProps) {
  const text = useText().call.state
  const silent = party.state === 'connected' && (muted || party.mute.confirmed)
  const talking = isActive && party.state === 'connected' && holdStage(party.hold) === 'talking'
  return (
    <div className={styles.badges}>
      {silent && <Badge tone="hold" icon={MicOff} says={text.muted} />}
      {(!talking || (saysTalking && !silent)) && <StatusBadge party={party} isActive={isActive} />}
    </div>
  )
}

/** Where the party is; if connected, the stage of its hold. */
function StatusBadge({ party, isActive }: Pick<PartyStatusProps, 'party' | 'isActive'>) {
  const { state: text, left } = useText().call
  const { state, hold } = party
  if (state === 'left') {
    return <Badge tone="neutral" icon={PhoneOff} says={left[party.leftBecause ?? 'unknown']} />
  }
  if (state === 'ringing') return <Badge tone="available" icon={Phone} says={text.ringing} />
  if (state === 'waiting' || !isActive) {
    return <Badge tone="neutral" icon={Clock} says={text.waiting} />
  }
  switch (holdStage(hold)) {
    case 'talking':
      return <Badge tone="talking" icon={Volume2} says={text.talking} />
    case 'holding':
      return <Badge tone="hold" icon={LoaderCircle} pending says={text.holding} />
    case 'on-hold':
      return <Badge tone="hold" icon={Pause} says={text.onHold} since={hold.since} />
    case 'resuming':
      return (
        <Badge tone="hold" icon={LoaderCircle} pending says={text.resuming} since={hold.since} />
      )
  }
}
