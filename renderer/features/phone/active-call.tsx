import { useState, type ReactNode } from 'react'
import type { Party, RecentCall } from '../../../server/contract/desk.ts'
import type { Actions } from '../../app/actions.ts'
import type { ActiveCallView } from '../../app/view.ts'
import { useText } from '../../i18n/text.ts'
import { StageFrame } from '../../ui/stage-frame.tsx'
import styles from './active-call.module.css'
import { CallBanners } from './call-banners.tsx'
import { CallContext } from './call-context.tsx'
import { CallControls } from './call-controls.tsx'
import { CallNotes } from './call-notes.tsx'
import { CallTitle } from './call-title.tsx'
import { PartyCard } from './party-card.tsx'
import { ToneKeypad } from './tone-keypad.tsx'

interface ActiveCallProps {
  readonly stage: ActiveCallView
  readonly recent: readonly RecentCall[]
  readonly actions: Actions
  /** What was typed on this call here, newer than what the server has. */
  readonly notes: string
  readonly banners: ReactNode
  onNotes(notes: string): void
}

/** A call that is up or being set up: its parties, the notes, and the agent's controls in one row. */
export function ActiveCall(props: ActiveCallProps) {
  const { stage, recent, actions, notes, banners, onNotes } = props
  const text = useText()
  const [keypadOpen, setKeypadOpen] = useState(false)
  const { call } = stage
  const customer = customerOf(call.parties)
  const agents = call.parties.filter((party) => party.role === 'agent').length
  // Whoever has put the customer on hold talks to nobody.
  const held = customer?.hold.confirmed === true
  const keypad = keypadOpen && call.state.kind === 'active'

  return (
    <div className={styles.layout}>
      <StageFrame
        label={text.call.onACall}
        banners={
          <>
            <CallBanners stage={stage} customer={customer} actions={actions} />
            {banners}
          </>
        }
        dock={
          <CallControls
            stage={stage}
            customer={customer}
            actions={actions}
            keypadOpen={keypad}
            onKeypad={setKeypadOpen}
          />
        }
      >
        <CallTitle call={call} customer={customer} />
        <ul className={styles.parties} aria-label={text.call.parties}>
          {call.parties.map((party) => (
            <PartyCard
              key={party.partyId}
              party={party}
              onlyAgent={party.role === 'agent' && agents === 1}
              muted={stage.muted}
              up={call.state.kind === 'active' && !(party.role === 'agent' && held)}
            />
          ))}
        </ul>
        <div className={styles.work}>
          <CallNotes notes={notes} onNotes={onNotes} />
          {keypad && (
            <ToneKeypad sent={stage.keysSent} onKey={(digit) => actions.sendDigits(digit)} />
          )}
        </div>
      </StageFrame>
      <CallContext call={call} customer={customer} recent={recent} />
    </div>
  )
}

/** The person whom the call is about; undefined before the server knows the parties. */
function customerOf(parties: readonly Party[]): Party | undefined {
  return parties.find((party) => party.role === 'customer')
}
