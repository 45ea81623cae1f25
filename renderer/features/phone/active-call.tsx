import type { ReactNode, RefObject } from 'react'
import type { AppView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { useReturnFocus } from '../../ui/focus/return-focus.ts'
import { useStageFocus } from '../../ui/focus/stage-focus.ts'
import { StageFrame } from '../../ui/stage-frame.tsx'
import { roomForCustomer, useMinWidth } from '../../ui/window-width.ts'
import beside from '../../ui/beside.module.css'
import { NewCallButton } from '../second-call/new-call-button.tsx'
import { HandoverNote } from '../transfer/handover-note.tsx'
import { TargetPanel } from '../transfer/target-panel.tsx'
import type { TargetDrafts } from '../transfer/use-target-drafts.ts'
import styles from './active-call.module.css'
import { CallBanners, DialFailed } from './call-banners.tsx'
import { ContextStrip } from './context-strip.tsx'
import { CallContext } from './customer-context.tsx'
import { CallControls } from './call-controls.tsx'
import { CallDetails } from './call-details.tsx'
import { CallNotes } from './call-notes.tsx'
import type { CallProps } from './call-props.ts'
import { CallTitle } from './call-title.tsx'
import { GroupBar } from './group-bar.tsx'
import { selfOf } from '../../domain/calls/parties.ts'
import { PartyCard } from './party/party-card.tsx'
import { isTone, ToneKeypad } from './tone-keypad.tsx'
import { usePanel, type PanelState } from './use-panel.ts'

interface ActiveCallProps extends CallProps {
  readonly view: Pick<AppView, 'recent' | 'targets' | 'dialler' | 'secondCall'>
  /** What was typed on this call here, newer than what the server has. */
  readonly notes: string
  readonly drafts: TargetDrafts
  readonly banners: ReactNode
  onNotes(notes: string): void
}

/** A call that is up or being set up: its parties, the notes, and the agent's controls in one row. */
export function ActiveCall(props: ActiveCallProps) {
  const { stage, view, actions, drafts, banners } = props
  const text = useText()
  const heading = useStageFocus<HTMLHeadingElement>()
  const { call } = stage
  const panel = usePanel(stage, view, drafts)
  const { open, refused } = panel
  const isSearchOpen = open !== null && open !== 'keypad'
  useReturnFocus(open !== null, heading)
  const hasRoom = useMinWidth(roomForCustomer)

  return (
    <div className={beside.layout}>
      <StageFrame
        compact
        label={text.call.onACall}
        panel={
          isSearchOpen && (
            <TargetPanel
              key={open}
              purpose={open}
              call={call}
              view={view}
              draft={panel.draftOf(open)}
              refused={refused}
              actions={actions}
              onDraft={(draft) => panel.onDraft(open, draft)}
              onChoose={() => panel.onChoose(open)}
              onClose={panel.close}
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
            <CallControls stage={stage} actions={actions} panel={panel} />
          </>
        }
      >
        <div className={styles.head}>
          <CallTitle call={call} heading={heading} />
          <CallDetails stage={stage} actions={actions}>
            <NewCallButton
              barrier={panel.barriers.newCall}
              open={open === 'call'}
              dialing={view.dialler.dialing}
              onToggle={panel.toggle('call')}
            />
          </CallDetails>
        </div>
        <Parties stage={stage} actions={actions} />
        {call.handover !== null && (
          <HandoverNote handover={call.handover} className={styles.handover} />
        )}
        {!hasRoom && <ContextStrip call={call} recent={view.recent} />}
        <Work {...props} heading={heading} open={open} />
      </StageFrame>
      {hasRoom && <CallContext call={call} recent={view.recent} />}
    </div>
  )
}

interface WorkProps extends Pick<ActiveCallProps, 'stage' | 'actions' | 'notes' | 'onNotes'> {
  readonly heading: RefObject<HTMLElement | null>
  readonly open: PanelState['open']
}

/** The notes, and the keypad over them. A teammate in the customer's place has no notes. */
function Work({ stage, actions, notes, heading, open, onNotes }: WorkProps) {
  const { call, keys } = stage
  const takesKey = (key: string) => open === null || (open === 'keypad' && !isTone(key))
  return (
    <div className={styles.work}>
      {selfOf(call)?.role !== 'customer' && (
        <CallNotes
          call={call}
          notes={notes}
          heading={heading}
          takesKey={takesKey}
          onNotes={onNotes}
        />
      )}
      {open === 'keypad' && (
        <ToneKeypad
          keys={keys}
          onKey={(digit) => actions.softphone.sendDigits(call.callId, digit)}
        />
      )}
    </div>
  )
}

/**
 * A card for each party. With three or more, the agent's own is left out: the row below and the top of the window say
 * the same, and a new party takes its place.
 */
function Parties({ stage, actions }: CallProps) {
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
