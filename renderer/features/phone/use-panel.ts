import { useState } from 'react'
import type { DiallingRefusal } from '../../../server/contract/dialling-refusal.ts'
import { isDiallingRefusal } from '../../domain/model/failure-code.ts'
import type { ActiveCallView, AppView } from '../../view/app-view.ts'
import type { Barrier, Barriers } from '../../view/call-abilities.ts'
import { useBarriers } from '../../view/use-allowed.ts'
import type { Purpose, RefusedSearch, TargetDraft } from '../transfer/target-query.ts'
import { emptyDraft, type TargetDrafts } from '../transfer/use-target-drafts.ts'

/** What can be open: the keypad, or the search for a transfer, an added party or a new call. */
type Panel = 'keypad' | Purpose

export type PanelState = ReturnType<typeof usePanel>
type PanelView = Pick<AppView, 'dialler' | 'secondCall'>

/**
 * Which panel is open, and which can be. The search closes when a target is chosen. If the dialling policy or a limit
 * refuses it, the search opens again with what was typed, so that the reason is beside the number.
 */
export function usePanel(stage: ActiveCallView, view: PanelView, drafts: TargetDrafts) {
  const barriers = useBarriers(stage)
  const able = findOpenable(barriers, stage, view)
  const [wanted, setWanted] = useState<Panel | null>(null)
  const [choice, setChoice] = useState<Omit<RefusedSearch, 'why'> | null>(null)
  const why = choice === null ? null : refusalOf(choice.purpose, stage, view)
  const refused = choice === null || why === null ? null : { ...choice, why }
  const open = [wanted, refused?.purpose].find((panel) => panel && able[panel]) ?? null
  const { callId } = stage.call
  const draftOf = (purpose: Purpose) => drafts.of(callId, purpose) ?? refused ?? emptyDraft
  function show(panel: Panel | null) {
    // A refused search that is closed is kept as well.
    if (refused !== null && refused.purpose === open) {
      drafts.write(callId, refused.purpose, draftOf(refused.purpose))
    }
    setWanted(panel)
    setChoice(null)
  }
  return {
    able,
    barriers: { ...barriers, newCall: barriers.newCall ?? otherCall(view) },
    open,
    refused: open === refused?.purpose ? refused : null,
    toggle: (panel: Panel) => () => show(open === panel ? null : panel),
    close: () => show(null),
    draftOf,
    onDraft: (purpose: Purpose, draft: TargetDraft) => drafts.write(callId, purpose, draft),
    /** A target was chosen. Should it be refused, what was typed is shown again. */
    onChoose(purpose: Purpose) {
      const { typed, reason } = draftOf(purpose)
      setWanted(null)
      setChoice({ purpose, typed, reason })
      drafts.write(callId, purpose, null)
    },
  }
}

/** What can be open now: a panel closes by itself when its command is in progress. */
function findOpenable(
  barriers: Barriers,
  { requested }: ActiveCallView,
  { dialler, secondCall }: PanelView,
): Readonly<Record<Panel, boolean>> {
  return {
    keypad: barriers.keypad === null,
    transfer: barriers.transfer === null && requested.transfer === null,
    add: barriers.add === null && !requested.add,
    call: barriers.newCall === null && secondCall === null && !dialler.dialing,
  }
}

/** A desk has two calls at most. */
function otherCall({ secondCall }: PanelView): Barrier | null {
  return secondCall === null ? null : 'other-call'
}

/** Why a transfer, an added party or a new call was refused; null if it was not. */
function refusalOf(
  purpose: Purpose,
  { failure }: ActiveCallView,
  { dialler: { error } }: PanelView,
): DiallingRefusal | null {
  const why = failure?.command === purpose ? (failure.why ?? null) : null
  const refusal = purpose === 'call' ? error : why
  return refusal !== null && isDiallingRefusal(refusal) ? refusal : null
}
