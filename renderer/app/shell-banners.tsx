import { NoticeStrip } from '../features/notices/notice-strip.tsx'
import { TroubleBanner } from '../features/presence/trouble-banner.tsx'
import type { Actions } from './actions.ts'
import type { AppView } from './view.ts'

/** What stands between a screen and its buttons: the trouble with this desk, and the notice. */
export function Banners({ view, actions }: { view: AppView; actions: Actions }) {
  const { trouble } = view.readiness
  return (
    <>
      {trouble !== null && <TroubleBanner trouble={trouble} actions={actions} />}
      {view.notice !== null && (
        <NoticeStrip notice={view.notice} presence={view.presence} actions={actions} />
      )}
    </>
  )
}
