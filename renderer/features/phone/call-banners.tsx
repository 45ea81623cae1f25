import { Hourglass, LoaderCircle, PhoneOff, SignalLow, TriangleAlert } from 'lucide-react'
import type { CallTrouble, Party } from '../../../server/contract/desk.ts'
import type { Actions } from '../../app/actions.ts'
import type { ActiveCallView } from '../../app/view.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { nameOf } from '../../ui/who.ts'
import { holdStage } from './hold-stage.ts'

interface CallBannersProps {
  readonly stage: ActiveCallView
  readonly customer: Party | undefined
  readonly actions: Actions
}

/** What is wrong with this call and what to do, the worst first. */
export function CallBanners({ stage, customer, actions }: CallBannersProps) {
  const text = useText().call
  return (
    <>
      {stage.trouble !== null && (
        <CommandFailed callId={stage.call.callId} trouble={stage.trouble} actions={actions} />
      )}
      {stage.link === 'reconnecting' && (
        <Banner tone="danger" icon={LoaderCircle} says={text.reconnecting} />
      )}
      {stage.link === 'poor' && <Banner tone="hold" icon={SignalLow} says={text.linkPoor} />}
      {stage.hangingUp && <Banner tone="neutral" icon={PhoneOff} says={text.hangingUp} />}
      {customer !== undefined && <LongHold customer={customer} />}
    </>
  )
}

interface CommandFailedProps {
  readonly callId: string
  readonly trouble: CallTrouble
  readonly actions: Actions
}

function CommandFailed({ callId, trouble, actions }: CommandFailedProps) {
  const text = useText()
  const again = {
    hold: () => actions.hold(callId),
    resume: () => actions.resume(callId),
    'hang-up': () => actions.hangUp(callId),
    dial: undefined,
  }[trouble.command]
  return (
    <Banner
      tone="danger"
      icon={TriangleAlert}
      says={text.failures.byCommand[trouble.command][trouble.code]}
    >
      {again !== undefined && (
        <Button size="small" onClick={again}>
          {text.call.again}
        </Button>
      )}
    </Banner>
  )
}

const longHoldMs = 2 * 60_000

/** Says gently that someone has been on hold for more than two minutes. */
function LongHold({ customer }: { customer: Party }) {
  const text = useText()
  const now = useNow()
  const held = holdStage(customer.hold) === 'on-hold'
  if (!held || now - Date.parse(customer.hold.since) <= longHoldMs) return null
  return <Banner tone="hold" icon={Hourglass} says={text.call.longHold(nameOf(customer, text))} />
}
