import { useText } from '../../i18n/text.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import { useKeys } from '../../ui/keys/use-keys.ts'
import { StepBar } from '../../ui/step-bar.tsx'
import { TransferBar } from '../transfer/transfer-bar.tsx'
import { abilitiesOf } from '../../view/call-abilities.ts'
import { othersOf } from '../../domain/calls/parties.ts'
import type { CallProps } from './call-props.ts'

/**
 * The bar above the controls for more than two parties: the transfer in progress, or the button to leave a
 * conference. It takes space from the end of the body, so that no button moves.
 */
export function GroupBar({ stage, actions }: CallProps) {
  const text = useText().call
  const { call, requested } = stage
  const able =
    call.state.kind !== 'ended' && requested.transfer !== 'start' && abilitiesOf(stage).leave
  const leave = () => actions.softphone.leave(call.callId)
  useKeys({ leave: able && !requested.leave ? leave : undefined })
  if (call.state.kind === 'ended') return null
  if (call.transfer !== null || requested.transfer === 'start') {
    return <TransferBar stage={stage} actions={actions} />
  }
  if (!able) return null
  const people = othersOf(call).filter((party) => party.state === 'connected').length + 1
  return (
    <StepBar
      title={text.conference(people)}
      detail={requested.leave ? text.leaving : text.othersGoOn}
      pending={requested.leave}
    >
      <KeyButton
        label={text.leave}
        shortcut="leave"
        size="small"
        busy={requested.leave}
        onClick={leave}
      />
    </StepBar>
  )
}
