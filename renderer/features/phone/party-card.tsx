import type { Party } from '../../../server/contract/desk.ts'
import type { Actions } from '../../app/actions.ts'
import type { ActiveCallView } from '../../app/view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { classNames } from '../../ui/class-names.ts'
import { formatNumber, partyName } from '../../ui/who.ts'
import styles from './active-call.module.css'
import { heardBy } from './parties.ts'
import { PartyControls } from './party-controls.tsx'
import { PartyState } from './party-state.tsx'

interface PartyCardProps {
  readonly stage: ActiveCallView
  readonly party: Party
  readonly actions: Actions
}

/** One person on the call: name or number, role, what they are doing, and what can be done with them. */
export function PartyCard({ stage, party, actions }: PartyCardProps) {
  const text = useText()
  const { call } = stage
  // Whoever hears nobody talks to nobody.
  const up = call.state.kind === 'active' && (!party.self || heardBy(call).length > 0)
  const talking = up && party.state === 'connected' && !party.hold.confirmed
  const number = party.name !== null && party.number !== null ? formatNumber(party.number) : null
  const role = roleOf(stage, party, text)
  return (
    <li
      className={classNames(
        styles.party,
        talking && styles.talking,
        party.state === 'left' && styles.gone,
      )}
    >
      <Avatar name={party.name} tone={talking ? 'talking' : 'neutral'} />
      <div className={styles.partyText}>
        <p className={styles.partyName} data-selectable>
          {partyName(party, text)}
          {number !== null && <span className={styles.role}>{role}</span>}
        </p>
        <p className={styles.partyDetail} data-tabular data-selectable>
          {number ?? role}
        </p>
      </div>
      <PartyState party={party} up={up} muted={party.self && stage.muted} />
      <PartyControls stage={stage} party={party} actions={actions} />
    </li>
  )
}

/** A teammate is only a consult for as long as a transfer asks for them; after that they are one of all. */
function roleOf({ call }: ActiveCallView, party: Party, text: Messages): string {
  if (party.self) return text.who.you
  const asked = party.role === 'consult' && party.partyId === call.transfer?.partyId
  if (party.role !== 'consult' || asked) return text.who[party.role]
  return party.userId === null ? text.who.external : text.who.agent
}
