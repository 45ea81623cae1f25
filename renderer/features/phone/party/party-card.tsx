import { AudioLines } from 'lucide-react'
import type { Party } from '../../../../server/contract/desk.ts'
import type { ActiveCallView } from '../../../view/app-view.ts'
import type { Messages } from '../../../i18n/en.ts'
import { useText } from '../../../i18n/text.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { formatDuration } from '../../../ui/time/duration.ts'
import { formatNumber, keysText, partyName } from '../../../ui/names.ts'
import lines from '../../../ui/two-lines.module.css'
import styles from '../active-call.module.css'
import { heardBy, othersOf } from '../../../domain/calls/parties.ts'
import { PartyControls, type PartyProps } from './party-controls.tsx'
import { PartyStatus } from './party-status.tsx'
import mark from './speaker.module.css'

/** One party of the call: name or number, role, state, and its controls. */
export function PartyCard({ stage, party, actions }: PartyProps) {
  const text = useText()
  const { call } = stage
  // An agent who hears nobody talks to nobody.
  const isActive = call.state.kind === 'active' && (!party.self || heardBy(call).length > 0)
  const talking = isActive && party.state === 'connected' && !party.hold.confirmed
  const number = party.name !== null && party.number !== null ? formatNumber(party.number) : null
  const role = roleOf(stage, party, text)
  const keys = keysText(party.digits, text)
  return (
    <li
      className={classNames(
        styles.party,
        talking && styles.talking,
        party.state === 'left' && styles.gone,
        party.self && styles.self,
      )}
    >
      <Speaker party={party} talking={talking} />
      <div className={lines.text}>
        <p className={lines.title} data-selectable>
          {partyName(party, text)}
          {number !== null && <span className={styles.role}>{role}</span>}
        </p>
        <p
          className={classNames(lines.detail, keys !== null && styles.whole)}
          data-tabular
          data-selectable
        >
          {[number ?? role, keys].filter(Boolean).join(', ')}
          <span className={styles.story}>{joinedText(party, text)}</span>
        </p>
      </div>
      <PartyStatus
        party={party}
        isActive={isActive}
        muted={party.self && stage.muted}
        saysTalking={!party.self && heardBy(call).length < othersOf(call).length}
      />
      {talking && party.speaking && (
        <span className="visually-hidden">{text.call.state.speaking}</span>
      )}
      <PartyControls stage={stage} party={party} actions={actions} />
    </li>
  )
}

/** How the party joined, and for how long it has spoken. */
function joinedText({ joinedAt, joinedHow, spokenSeconds }: Party, text: Messages): string {
  const facts = [
    joinedAt === null ? null : text.call.joined[joinedHow],
    spokenSeconds === 0 ? null : text.call.spoke(formatDuration(spokenSeconds)),
  ]
  return facts.map((fact) => (fact === null ? '' : ` · ${fact}`)).join('')
}

/** A teammate is a consult only during the transfer; after that, a party like the others. */
function roleOf({ call }: ActiveCallView, party: Party, text: Messages): string {
  if (party.self) return text.who.you
  if (party.role === 'customer' && party.userId !== null) return text.who.agent
  const asked = party.role === 'consult' && party.partyId === call.transfer?.partyId
  if (party.role !== 'consult' || asked) return text.who[party.role]
  return party.userId === null ? text.who.external : text.who.agent
}

interface SpeakerProps {
  readonly party: Party
  readonly talking: boolean
}

/** The avatar of a party, with a mark while Twilio reports that they speak. The mark lies over its edge and moves nothing. */
function Speaker({ party, talking }: SpeakerProps) {
  return (
    <div className={mark.speaker}>
      <Avatar name={party.name} tone={talking ? 'talking' : 'neutral'} />
      <span
        className={mark.mark}
        aria-hidden="true"
        data-speaking={talking && party.speaking ? '' : undefined}
      >
        <AudioLines size={12} />
      </span>
    </div>
  )
}
