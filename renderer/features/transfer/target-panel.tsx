import { X } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import type { Actions } from '../../view/actions.ts'
import type { TargetsView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { plainKeyOf } from '../../ui/keys/key-gate.ts'
import { nameOf } from '../../ui/names.ts'
import { CallerIdChoice } from '../dialpad/caller-id-choice.tsx'
import { ReasonField, SearchField } from './target-fields.tsx'
import { TargetGrid } from './target-grid.tsx'
import { waysOf, type Way } from './target-item.tsx'
import { TargetKeys } from './target-keys.tsx'
import styles from './target-panel.module.css'
import type { Purpose, TargetRow } from './target-query.ts'
import type { RefusedSearch } from './use-refused-search.ts'
import { useFreshTargets } from './use-fresh-targets.ts'
import { useTargetSearch } from './use-target-search.ts'

interface TargetPanelProps {
  readonly purpose: Purpose
  readonly call: CallSnapshot
  readonly targets: TargetsView
  readonly recent: readonly RecentCall[]
  readonly country: string
  /** Our numbers that a new call may show; the first is the default. */
  readonly callerIds: readonly string[]
  /** What was typed before, and why it was refused; null for a new search. */
  readonly refused: RefusedSearch | null
  readonly actions: Actions
  /** A target was chosen, after this was typed. */
  onChoose(typed: string): void
  onClose(): void
}

function titleOf(purpose: Purpose, who: string, text: Messages): string {
  if (purpose === 'transfer') return text.transfer.title(who)
  return purpose === 'add' ? text.transfer.addTitle : text.transfer.callTitle
}

/**
 * One search over teammates, queues, numbers and recent calls. It works by keyboard alone: letters filter,
 * the arrows mark, Enter takes the first way of the marked target and Shift+Enter the last.
 */
export function TargetPanel(props: TargetPanelProps) {
  const { purpose, call, targets, refused, actions, onClose } = props
  const text = useText()
  const id = useId()
  const [typed, setTyped] = useState(refused?.typed ?? '')
  const [reason, setReason] = useState('')
  const [chosenId, setCallerId] = useState(props.callerIds[0])
  const customer = call.parties.find((party) => party.role === 'customer')
  const who = nameOf(customer ?? { name: null, number: null }, text)
  useFreshTargets(actions)
  const search = useTargetSearch(
    { ...props, typed },
    {
      onChoose: (row) => chooseBy(row, 'first'),
      onChooseOther: (row) => chooseBy(row, 'last'),
    },
  )
  const { marked } = search

  function choose(row: TargetRow, way: Way) {
    if (way === 'call') actions.softphone.place(row.target, chosenId)
    else bringIn(actions, call.callId, { target: row.target, way, reason: reason.trim() })
    props.onChoose(typed)
  }
  function chooseBy(row: TargetRow, place: 'first' | 'last') {
    const way = waysOf(row, purpose).at(place === 'first' ? 0 : -1)
    if (way !== undefined) choose(row, way)
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    search.onKeyDown(event)
    if (plainKeyOf(event.nativeEvent) === 'Escape') {
      event.preventDefault()
      onClose()
    }
    if (event.defaultPrevented) event.stopPropagation()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Its fields and buttons share their keys.
    <dialog open aria-labelledby={id} className={styles.panel} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {titleOf(purpose, who, text)}
        </h2>
        <IconButton icon={X} label={text.transfer.close} onClick={onClose} />
      </header>
      <SearchField
        typed={typed}
        hint={text.transfer.searchHint[purpose]}
        refusal={refused?.typed === typed ? text.failures.byCode[refused.why] : null}
        combobox={search.field}
        onType={setTyped}
      />
      {purpose === 'transfer' && <ReasonField reason={reason} onReason={setReason} />}
      {purpose === 'call' && (
        <div className={styles.newCall}>
          <p className={styles.remark}>{text.secondCall.newCallHint(who)}</p>
          <CallerIdChoice callerIds={props.callerIds} chosen={chosenId} onChoose={setCallerId} />
        </div>
      )}
      <TargetGrid
        search={search}
        targets={targets}
        purpose={purpose}
        onChoose={choose}
        onReload={() => void actions.softphone.directory()}
      />
      <TargetKeys ways={marked === null ? [] : waysOf(marked, purpose)} purpose={purpose} />
    </dialog>
  )
}

function bringIn(
  { softphone }: Actions,
  callId: string,
  choice: Pick<TargetRow, 'target'> & { readonly way: Way; readonly reason: string },
) {
  const { target, way, reason } = choice
  if (target.kind === 'queue') softphone.transferToQueue(callId, target.queueId, reason)
  else if (way === 'add') softphone.startConference(callId, target)
  else softphone.transfer(callId, way === 'now' ? 'cold' : 'warm', target, reason)
}
