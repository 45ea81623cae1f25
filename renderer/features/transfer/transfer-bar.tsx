import type { TransferStep } from '../../../server/contract/commands.ts'
import type { Party, TransferSnapshot } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import { customerOf, selfOf, transferTarget } from '../../domain/calls/parties.ts'
import { useHotkeys, type Hotkey } from '../../ui/hotkeys.ts'
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
  const keys = { B: 'cancel', S: 'swap', J: 'join', 'Ctrl+Enter': 'complete' } as const
  useHotkeys(
    Object.fromEntries(
      Object.entries(keys).map(([key, step]) => [key, able[step] ? () => onStep(step) : undefined]),
    ),
  )
  const step = (name: TransferStep, label: string, hotkey: Hotkey) => (
    <KeyButton
      label={label}
      hotkey={hotkey}
      size="small"
      variant={name === 'complete' ? 'primary' : 'plain'}
      busy={pending === name}
      barred={barred[name]}
      disabled={pending !== null && pending !== name && !able[name]}
      onClick={() => onStep(name)}
    />
  )
  if (!warm) return step('cancel', text.takeBack, 'B')
  return (
    <>
      {step('cancel', text.cancel(backTo), 'B')}
      {step('join', text.join, 'J')}
      {step('complete', text.complete, 'Ctrl+Enter')}
    </>
  )
}
