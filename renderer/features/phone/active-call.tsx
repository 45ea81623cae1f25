import { useState, type ReactNode } from 'react'
import type { Actions } from '../../view/actions.ts'
import type { ActiveCallView, AppView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { useReturnFocus } from '../../ui/focus/return-focus.ts'
import { useStageFocus } from '../../ui/focus/stage-focus.ts'
import { StageFrame } from '../../ui/stage-frame.tsx'
import { HandoverNote } from '../transfer/handover-note.tsx'
import { TargetPanel } from '../transfer/target-panel.tsx'
import {
  useRefusedSearch,
  type TargetChoice,
  type SearchFailures,
} from '../transfer/use-refused-search.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { Abilities } from '../../view/call-abilities.ts'
import styles from './active-call.module.css'
import { CallBanners } from './call-banners.tsx'
import { CallContext } from './call-context.tsx'
import { CallControls, type Panel } from './call-controls.tsx'
import { CallDetails } from './call-details.tsx'
import { CallNotes } from './call-notes.tsx'
import { CallTitle } from './call-title.tsx'
import { DialFailed } from './dial-failed.tsx'
import { GroupBar } from './group-bar.tsx'
import { counterpartOf, selfOf } from '../../domain/calls/parties.ts'
import { useAbilities } from '../../view/use-allowed.ts'
import { PartyCard } from './party/party-card.tsx'
import { ToneKeypad } from './tone-keypad.tsx'

interface ActiveCallProps {
  readonly stage: ActiveCallView
  readonly view: Pick<AppView, 'recent' | 'targets' | 'dialler' | 'secondCall'>
  readonly actions: Actions
  /** What was typed on this call here, newer than what the server has. */
  readonly notes: string
  readonly banners: ReactNode
  onNotes(notes: string): void
}

/** A call that is up or being set up: its parties, the notes, and the agent's controls in one row. */
export function ActiveCall(props: ActiveCallProps) {
  const { stage, view, actions, notes, banners, onNotes } = props
  const text = useText()
  const heading = useStageFocus<HTMLHeadingElement>()
  const { call } = stage
  const able = openablePanels(stage, useAbilities(stage), view)
  const { open, refused, setOpen, onChoose } = usePanel(able, { stage, dialler: view.dialler })
  const isSearchOpen = open !== null && open !== 'keypad'
  useReturnFocus(isSearchOpen, heading)

  return (
    <div className={styles.layout}>
      <StageFrame
        label={text.call.onACall}
        panel={
          isSearchOpen && (
            <TargetPanel
              key={open}
              purpose={open}
              call={call}
              targets={view.targets}
              recent={view.recent}
              country={view.dialler.country}
              callerIds={view.dialler.callerIds}
              refused={refused}
              actions={actions}
              onChoose={(typed) => onChoose({ purpose: open, typed })}
              onClose={() => setOpen(null)}
            />
          )
        }
        banners={
          <>
            <CallBanners
              stage={refused === null ? stage : { ...stage, failure: null }}
              actions={actions}
            />
            {refused === null && <DialFailed dialler={view.dialler} actions={actions} />}
            {banners}
          </>
        }
        dock={
          <>
            <GroupBar stage={stage} actions={actions} />
            <CallControls stage={stage} actions={actions} open={open} onOpen={setOpen} />
          </>
        }
      >
        <CallTitle call={call} heading={heading} />
        <CallDetails
          stage={stage}
          actions={actions}
          newCall={{
            able: able.call,
            open: open === 'call',
            dialing: view.dialler.dialing,
            onToggle: () => setOpen(open === 'call' ? null : 'call'),
          }}
        />
        <Parties stage={stage} actions={actions} />
        {call.handover !== null && (
          <HandoverNote handover={call.handover} className={styles.handover} />
        )}
        <div className={styles.work}>
          <NotesArea call={call} notes={notes} onNotes={onNotes} />
          {open === 'keypad' && (
            <ToneKeypad
              keys={stage.keys}
              onKey={(digit) => actions.softphone.sendDigits(stage.call.callId, digit)}
            />
          )}
        </div>
      </StageFrame>
      <CallContext call={call} who={counterpartOf(call)} recent={view.recent} />
    </div>
  )
}

/** A consulted or added agent can read them; a teammate in the customer's place has none. */
function NotesArea({
  call,
  notes,
  onNotes,
}: Pick<ActiveCallProps, 'notes' | 'onNotes'> & { readonly call: CallSnapshot }) {
  const role = selfOf(call)?.role ?? 'agent'
  if (role === 'customer') return null
  const mine = role === 'agent'
  return (
    <CallNotes
      callId={call.callId}
      notes={mine ? notes : call.notes}
      readOnly={!mine}
      onNotes={onNotes}
    />
  )
}

/** Which panel is open, and why the target that was chosen in it was refused. */
function usePanel(able: Readonly<Record<Panel, boolean>>, failures: SearchFailures) {
  const [wanted, setWanted] = useState<Panel | null>(null)
  const { refused, setChoice } = useRefusedSearch(failures)
  const open = [wanted, refused?.purpose].find((panel) => panel && able[panel]) ?? null
  function setOpen(panel: Panel | null, choice: TargetChoice | null = null) {
    setWanted(panel)
    setChoice(choice)
  }
  return {
    open,
    refused: open === refused?.purpose ? refused : null,
    setOpen: (panel: Panel | null) => setOpen(panel),
    onChoose: (choice: TargetChoice) => setOpen(null, choice),
  }
}

/** What can be open now: a panel closes by itself when its command is in progress. */
function openablePanels(
  stage: ActiveCallView,
  can: Abilities,
  { dialler, secondCall }: ActiveCallProps['view'],
): Readonly<Record<Panel, boolean>> {
  return {
    keypad: can.keypad,
    transfer: can.transfer && stage.requested.transfer === null,
    add: can.add && !stage.requested.add,
    call: can.newCall && secondCall === null && !dialler.dialing,
  }
}

/**
 * A card for each party. With three or more, the agent's own is left out: the row below and the top of the window say
 * the same, and a new party takes its place.
 */
function Parties({ stage, actions }: Pick<ActiveCallProps, 'stage' | 'actions'>) {
  const text = useText()
  const { parties } = stage.call
  const others = parties.filter((party) => !party.self)
  return (
    <ul className={styles.parties} aria-label={text.call.parties}>
      {(others.length > 1 ? others : parties).map((party) => (
        <PartyCard key={party.partyId} stage={stage} party={party} actions={actions} />
      ))}
    </ul>
  )
}
