import { Hourglass, LoaderCircle, MicOff, PhoneOff, SignalLow, TriangleAlert } from 'lucide-react'
import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'
import type { Actions } from '../../view/actions.ts'
import type { DiallerView } from '../../view/app-view.ts'
import type { CommandFailure } from '../../domain/model/call-state.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { DismissButton } from '../../ui/dismiss-button.tsx'
import { useNow } from '../../ui/time/clock.tsx'
import { nameOf } from '../../ui/names.ts'
import {
  counterpartOf,
  customerOf,
  holdStage,
  LONG_HOLD_MS,
  selfOf,
} from '../../domain/calls/parties.ts'
import type { CallProps } from './call-props.ts'
import { isPartyOutcome } from '../../domain/calls/alerts.ts'
import { failureText } from './failure-text.ts'

/** What is wrong with this call and what to do, the most serious first. */
export function CallBanners({ stage, actions }: CallProps) {
  const messages = useText()
  const text = messages.call
  const { call } = stage
  const customer = customerOf(call)
  const isAwaited = call.returnUntil !== null && !stage.hangingUp
  return (
    <>
      {stage.failure !== null && (
        <FailureBanner call={call} failure={stage.failure} actions={actions} />
      )}
      {isAwaited && (
        <Banner
          tone="danger"
          icon={LoaderCircle}
          says={messages.returning.waits(nameOf(counterpartOf(call), messages))}
        />
      )}
      {stage.link === 'reconnecting' && (
        <Banner tone="danger" icon={LoaderCircle} says={text.reconnecting} />
      )}
      {stage.link === 'poor' && <Banner tone="hold" icon={SignalLow} says={text.linkPoor} />}
      {stage.hangingUp && <Banner tone="neutral" icon={PhoneOff} says={text.hangingUp} />}
      {selfOf(call)?.mute.confirmed === true && (
        <Banner tone="hold" icon={MicOff} says={text.mutedByDesk} />
      )}
      {customer?.self === false && call.transfer === null && <LongHold customer={customer} />}
    </>
  )
}

interface DialFailedProps {
  readonly dialler: DiallerView
  readonly actions: Actions
}

/** Why a new call did not start. The current one goes on. */
export function DialFailed({ dialler, actions }: DialFailedProps) {
  const text = useText()
  if (dialler.error === null) return null
  return (
    <Banner tone="danger" icon={TriangleAlert} says={text.failures.byCode[dialler.error]}>
      <DismissButton onDismiss={() => actions.clearDialError()} />
    </Banner>
  )
}

interface FailureBannerProps extends Pick<CallProps, 'actions'> {
  readonly call: CallSnapshot
  readonly failure: CommandFailure
}

function FailureBanner({ call, failure, actions }: FailureBannerProps) {
  const text = useText()
  const again = retryOf(call.callId, failure, actions)
  const isOutcome = isPartyOutcome(failure.code)
  return (
    <Banner
      tone={isOutcome ? 'hold' : 'danger'}
      icon={isOutcome ? PhoneOff : TriangleAlert}
      says={failureText(failure, call, text)}
      {...(isOutcome ? {} : { detail: causeOf(failure, text) })}
    >
      {again !== undefined && (
        <Button size="small" onClick={again}>
          {text.call.again}
        </Button>
      )}
    </Banner>
  )
}

/** For IT: the command, its code, who did not do it, and when. */
function causeOf({ command, code, why, at }: CommandFailure, text: Messages): string {
  return text.truth.cause(
    `${command}: ${why ?? code}`,
    why === 'unreachable' ? 'Cordboard' : 'Twilio',
    at,
  )
}

/** Repeats the command, where that is certain to mean the same. A command about one party is repeated from its card. */
function retryOf(callId: string, failure: CommandFailure, { softphone }: Actions) {
  if (failure.who !== null) return undefined
  switch (failure.command) {
    case 'hold':
      return () => softphone.hold(callId)
    case 'resume':
      return () => softphone.resume(callId)
    case 'hang-up':
      return () => softphone.hangUp(callId)
    case 'pause-recording':
      return () => softphone.recording(callId, 'pause')
    case 'resume-recording':
      return () => softphone.recording(callId, 'resume')
    default:
      return undefined
  }
}

/** Says that somebody has been on hold for more than two minutes. */
function LongHold({ customer }: { customer: Party }) {
  const text = useText()
  const now = useNow()
  const held = holdStage(customer.hold) === 'on-hold'
  if (!held || now - Date.parse(customer.hold.since) <= LONG_HOLD_MS) return null
  return <Banner tone="hold" icon={Hourglass} says={text.call.longHold(nameOf(customer, text))} />
}
