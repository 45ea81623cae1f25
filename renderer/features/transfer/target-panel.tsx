import { X } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import { customerOf } from '../../domain/calls/parties.ts'
import type { Actions } from '../../view/actions.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { plainKeyOf } from '../../ui/keys/key-gate.ts'
import { nameOf } from '../../ui/names.ts'
import { CallerIdChoice } from '../dialpad/caller-id-choice.tsx'
import { ReasonField, SearchField } from './target-fields.tsx'
import { TargetGrid } from './target-grid.tsx'
import { waysOf, type Way } from './target-item.tsx'
import styles from './target-panel.module.css'
import type {
  Purpose,
  RefusedSearch,
  TargetDraft,
  TargetRow,
  TargetSources,
} from './target-query.ts'
import { useTargetSearch } from './use-target-search.ts'

interface TargetPanelProps {
  readonly purpose: Purpose
  readonly call: CallSnapshot
  readonly view: TargetSources
  readonly draft: TargetDraft
  /** What was typed when a target was chosen, and why it was refused; null for another search. */
  readonly refused: RefusedSearch | null
  readonly actions: Actions
  onDraft(draft: TargetDraft): void
  /** A target was chosen. */
  onChoose(): void
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
  const { purpose, call, view, draft, refused, actions, onDraft, onClose } = props
  const { typed, reason } = draft
  const { callId } = call
  const { softphone } = actions
  const { callerIds } = view.dialler
  const text = useText()
  const id = useId()
  const [chosenId, setCallerId] = useState(callerIds[0])
  const who = nameOf(customerOf(call), text)
  const search = useTargetSearch(
    { ...view, purpose, call, typed },
    {
      onChoose: (row) => chooseBy(row, 'first'),
      onChooseOther: (row) => chooseBy(row, 'last'),
    },
  )
  const { marked } = search

  function choose({ target }: TargetRow, way: Way) {
    const why = reason.trim()
    if (way === 'call') softphone.place(target, chosenId)
    else if (target.kind === 'queue') softphone.transferToQueue(callId, target.queueId, why)
    else if (way === 'add') softphone.startConference(callId, target)
    else softphone.transfer(callId, way === 'now' ? 'cold' : 'warm', target, why)
    props.onChoose()
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
        onType={(next) => onDraft({ typed: next, reason })}
      />
      {purpose === 'transfer' && (
        <ReasonField reason={reason} onReason={(next) => onDraft({ typed, reason: next })} />
      )}
      {purpose === 'call' && (
        <div className={styles.newCall}>
          <p className={styles.remark}>{text.secondCall.newCallHint(who)}</p>
          <CallerIdChoice callerIds={callerIds} chosen={chosenId} onChoose={setCallerId} />
        </div>
      )}
      <TargetGrid
        search={search}
        targets={view.targets}
        purpose={purpose}
        actions={actions}
        onChoose={choose}
      />
      <TargetKeys ways={marked === null ? [] : waysOf(marked, purpose)} purpose={purpose} />
    </dialog>
  )
}

interface TargetKeysProps {
  /** The ways of the marked target; empty while none is marked. */
  readonly ways: readonly Way[]
  readonly purpose: Purpose
}

/** The keys as a visible reminder; each has a button too. */
function TargetKeys({ ways, purpose }: TargetKeysProps) {
  const words = useText().transfer.keys
  const shown: readonly Way[] =
    ways.length > 0 ? ways : purpose === 'transfer' ? ['talk-first', 'now'] : [purpose]
  const labels = { 'talk-first': words.talkFirst, now: words.now, add: words.add, call: words.call }
  return (
    <p className={styles.keys} aria-hidden="true">
      <span>
        <kbd className={styles.key}>↑ ↓</kbd> {words.choose}
      </span>
      {shown.map((way, index) => (
        <span key={way}>
          <kbd className={styles.key}>{index === 0 ? '⏎' : '⇧ ⏎'}</kbd> {labels[way]}
        </span>
      ))}
    </p>
  )
}
