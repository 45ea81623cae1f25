import { X } from 'lucide-react'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import type { Actions } from '../../app/actions.ts'
import type { TargetsView } from '../../app/view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { nameOf } from '../../ui/who.ts'
import { ReasonField, SearchField } from './target-fields.tsx'
import { TargetKeys } from './target-keys.tsx'
import { waysOf, type Way } from './target-line.tsx'
import { TargetLists } from './target-lists.tsx'
import styles from './target-panel.module.css'
import { targetLists, type Purpose, type TargetRow } from './target-rows.ts'
import { useMarkedRow } from './use-marked-row.ts'

interface TargetPanelProps {
  readonly purpose: Purpose
  readonly call: CallSnapshot
  readonly targets: TargetsView
  readonly recent: readonly RecentCall[]
  readonly country: string
  readonly actions: Actions
  onClose(): void
}

const freshMs = 5_000

/** Who is there changes while one looks, so it is asked for at once and every few seconds. */
function useFreshTargets(actions: Actions): void {
  useEffect(() => {
    actions.loadTargets()
    const timer = setInterval(() => actions.loadTargets(), freshMs)
    return () => clearInterval(timer)
  }, [actions])
}

function titleOf(purpose: Purpose, call: CallSnapshot, text: Messages): string {
  if (purpose === 'add') return text.transfer.addTitle
  const customer = call.parties.find((party) => party.role === 'customer')
  return text.transfer.title(nameOf(customer ?? { name: null, number: null }, text))
}

/**
 * One search over teammates, queues, numbers and the last conversations. All through by keyboard: letters narrow
 * it down, the arrows mark, Enter takes the marked one's first way and Shift+Enter its last.
 */
export function TargetPanel(props: TargetPanelProps) {
  const { purpose, call, targets, actions, onClose } = props
  const text = useText()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  useFreshTargets(actions)
  const lists = targetLists({ ...props, typed }, text)
  const { marked, onArrow, unmark } = useMarkedRow(
    lists.flatMap(({ rows }) => rows),
    typed,
  )

  function choose(row: TargetRow, way: Way) {
    if (way === 'add') actions.addParty(call.callId, row.target)
    else actions.transfer(call.callId, way === 'now' ? 'cold' : 'warm', row.target, reason.trim())
    onClose()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') onClose()
    else if (!onArrow(event)) {
      const inField = event.target instanceof HTMLInputElement
      if (event.key !== 'Enter' || !inField || event.repeat || marked === null) return
      const way = waysOf(marked, purpose).at(event.shiftKey ? -1 : 0)
      if (way !== undefined) choose(marked, way)
    }
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Its fields and buttons share their keys.
    <dialog open aria-labelledby={id} className={styles.panel} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {titleOf(purpose, call, text)}
        </h2>
        <Button
          size="small"
          variant="quiet"
          pictureOnly
          icon={X}
          aria-label={text.transfer.close}
          onClick={onClose}
        />
      </header>
      <SearchField
        typed={typed}
        hint={text.transfer.searchHint[purpose]}
        onType={(next) => {
          setTyped(next)
          unmark()
        }}
      />
      {purpose === 'transfer' && <ReasonField reason={reason} onReason={setReason} />}
      <TargetLists
        lists={lists}
        targets={targets}
        purpose={purpose}
        marked={marked}
        onChoose={choose}
        onReload={() => actions.loadTargets()}
      />
      <TargetKeys ways={marked === null ? [] : waysOf(marked, purpose)} purpose={purpose} />
    </dialog>
  )
}
