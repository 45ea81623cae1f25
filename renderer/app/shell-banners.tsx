import { NoticeStrip } from '../features/notices/notice-strip.tsx'
import { DialFailed } from '../features/phone/call-banners.tsx'
import { ReadinessBanner } from '../features/status/readiness-banner.tsx'
import { SecondCallBar } from '../features/second-call/second-call-bar.tsx'
import type { Actions } from '../view/actions.ts'
import type { AppView } from '../view/app-view.ts'
import { CustomersInQueue } from '../features/transfer/customers-in-queue.tsx'

/**
 * What is between a screen and its buttons: the failure of this desk, the notice, the customers who wait in a queue,
 * and the second call. That one is last, so that its buttons do not move.
 */
export function Banners({ view, actions }: { view: AppView; actions: Actions }) {
  const { stage, secondCall } = view
  const { failure, unreachable } = view.readiness
  return (
    <>
      {failure !== null && (
        <ReadinessBanner failure={failure} unreachable={unreachable} actions={actions} />
      )}
      {view.notice !== null && (
        <NoticeStrip notice={view.notice} presence={view.presence} actions={actions} />
      )}
      {stage.kind === 'wrap-up' && <DialFailed dialler={view.dialler} actions={actions} />}
      <CustomersInQueue customers={view.handedOver} actions={actions} />
      {stage.kind === 'call' && secondCall !== null && (
        <SecondCallBar secondCall={secondCall} callId={stage.call.callId} actions={actions} />
      )}
    </>
  )
}
