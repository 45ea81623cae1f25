import { NoticeStrip } from '../features/notices/notice-strip.tsx'
import { TroubleBanner } from '../features/presence/trouble-banner.tsx'
import { SecondCallBar } from '../features/second-call/second-call-bar.tsx'
import type { Actions } from './actions.ts'
import type { AppView } from './view.ts'

/**
 * What stands between a screen and its buttons: the trouble with this desk, the notice, and the second call. That one
 * comes last, so that its buttons stay when others come and go.
 */
export function Banners({ view, actions }: { view: AppView; actions: Actions }) {
  const { stage, secondCall } = view
  const { trouble } = view.readiness
  return (
    <>
      {trouble !== null && <TroubleBanner trouble={trouble} actions={actions} />}
      {view.notice !== null && (
        <NoticeStrip notice={view.notice} presence={view.presence} actions={actions} />
      )}
      {stage.kind === 'call' && secondCall !== null && (
        <SecondCallBar secondCall={secondCall} callId={stage.call.callId} actions={actions} />
      )}
    </>
  )
}
