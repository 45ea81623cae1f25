import { NoticeStrip, noticeText } from '../features/notices/notice-strip.tsx'
import { DialFailed } from '../features/phone/call-banners.tsx'
import { ReadinessBanner } from '../features/status/readiness-banner.tsx'
import { SecondCallBar } from '../features/second-call/second-call-bar.tsx'
import { useText } from '../i18n/text.ts'
import type { Actions } from '../view/actions.ts'
import type { AppView } from '../view/app-view.ts'
import { CustomersInQueue } from '../features/transfer/customers-in-queue.tsx'

/**
 * What is between a screen and its buttons: the failure of this desk, the notice, the customers who wait in a queue,
 * and the second call. That one is last, so that its buttons do not move.
 */
export function Banners({ view, actions }: { view: AppView; actions: Actions }) {
  const { stage, secondCall } = view
  return (
    <>
      <DeskBanner view={view} actions={actions} />
      <NoticeBanner view={view} actions={actions} />
      {stage.kind === 'wrap-up' && <DialFailed dialler={view.dialler} actions={actions} />}
      <CustomersInQueue customers={view.handedOver} actions={actions} />
      {stage.kind === 'call' && secondCall !== null && (
        <SecondCallBar secondCall={secondCall} callId={stage.call.callId} actions={actions} />
      )}
    </>
  )
}

interface BannerProps {
  readonly view: Pick<AppView, 'readiness' | 'notice' | 'presence'>
  readonly actions: Actions
}

/** Why calls do not reach this desk. A status that was refused for it has its words here, beside the button that fixes it. */
export function DeskBanner({ view: { readiness, notice }, actions }: BannerProps) {
  const text = useText()
  const { failure, unreachable } = readiness
  if (failure === null) return null
  const says = notice?.kind === 'not-reachable' ? noticeText(notice, text) : undefined
  return (
    <ReadinessBanner failure={failure} unreachable={unreachable} says={says} actions={actions} />
  )
}

/** The notice, unless the banner of the desk has its words. */
export function NoticeBanner({ view: { readiness, notice, presence }, actions }: BannerProps) {
  const isSaid = notice?.kind === 'not-reachable' && readiness.failure !== null
  if (notice === null || isSaid) return null
  return <NoticeStrip notice={notice} presence={presence} actions={actions} />
}
