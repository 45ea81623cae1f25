import type { TransferStep } from '../../../server/contract/commands.ts'
import type { Party, TransferSnapshot } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import { customerOf, selfOf, transferTarget } from '../../domain/calls/parties.ts'
import { useKeys } from '../../ui/keys/use-keys.ts'
import { firstName } from '../../ui/names.ts'
import { StepBar } from '../../ui/step-bar.tsx'
import type { CallProps } from '../phone/call-props.ts'
import { pendingStep, transferDetail, transferTitle } from './transfer-text.ts'

/** The transfer in progress: its target, who hears music, and its steps. They keep their places from stage to stage. */
export function TransferBar({ stage, actions }: CallProps) {
  const text = useText()
  const { call } = stage
  const { transfer } = call
  if (transfer === null) {
    return <StepBar title={text.transfer.starting} detail={transferDetail(stage, text)} pending />
  }
  const self = selfOf(call)
  const mine = self?.role === 'agent' && self.partyId !== transfer.partyId
  const pending = pendingStep(stage)
  return (
    <StepBar
      title={transferTitle(stage, text)}
      detail={transferDetail(stage, text)}
      pending={pending !== null}
    >
      {mine && (
        <Steps
          key={transfer.kind}
          transfer={transfer}
          targetState={transferTarget(call)?.state}
          pending={pending}
          backTo={firstName(customerOf(call), text)}
          onStep={(step) => actions.softphone.endTransfer(call.callId, step)}
        />
      )}
    </StepBar>
  )
}

interface StepsProps {
  readonly transfer: TransferSnapshot
  readonly targetState: Party['state'] | undefined
  readonly pending: TransferStep | null
  readonly backTo: string
  onStep(step: TransferStep): void
}

/** The other person's card switches to them. */
const shortcuts = { cancel: 'cancel-transfer', join: 'join-parties', complete: 'complete' } as const

function Steps({ transfer, targetState, pending, backTo, onStep }: StepsProps) {
  const { transfer: text, typing: words } = useText()
  const { kind, stage } = transfer
  const free = pending === null
  const connected = stage !== 'ringing' && targetState === 'connected'
  const warm = kind === 'warm'
  const able: Readonly<Record<TransferStep, boolean>> = {
    // The way back is never barred by a step that takes its time.
    cancel: pending !== 'cancel' && pending !== 'complete',
    swap: free && warm && connected && stage !== 'joined',
    join: free && warm && connected && stage !== 'joined',
    complete: free && warm && connected,
  }
  const early = connected ? undefined : words.noAnswerYet
  const barred: Readonly<Partial<Record<TransferStep, string | undefined>>> = {
    join: stage === 'joined' ? words.allTogether : early,
    complete: early,
  }
  const press = (step: TransferStep) => (able[step] ? () => onStep(step) : undefined)
  useKeys({
    'cancel-transfer': press('cancel'),
    'swap-parties': press('swap'),
    'join-parties': press('join'),
    complete: press('complete'),
  })
  const step = (name: Exclude<TransferStep, 'swap'>, label: string) => (
    <KeyButton
      label={label}
      shortcut={shortcuts[name]}
      size="small"
      variant={name === 'complete' ? 'primary' : 'plain'}
      busy={pending === name}
      barred={barred[name]}
      disabled={pending !== null && pending !== name && !able[name]}
      onClick={() => onStep(name)}
    />
  )
  if (!warm) return step('cancel', text.takeBack)
  return (
    <>
      {step('cancel', text.cancel(backTo))}
      {step('join', text.join)}
      {step('complete', text.complete)}
    </>
  )
}
