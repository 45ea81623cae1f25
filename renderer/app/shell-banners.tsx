import { Headset } from 'lucide-react'
import { useContext } from 'react'
import { NoticeStrip } from '../features/notices/notice-strip.tsx'
import { DialFailed } from '../features/phone/dial-failed.tsx'
import { TroubleBanner } from '../features/presence/trouble-banner.tsx'
import { SecondCallBar } from '../features/second-call/second-call-bar.tsx'
import { HandedOver } from '../features/transfer/handed-over.tsx'
import type { Actions } from './actions.ts'
import { AroundContext } from './settings/around.ts'
import type { AppView } from './view.ts'
import { useText } from '../i18n/text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'

/**
 * What stands between a screen and its buttons: the trouble with this desk, the notice, who waits in a queue and can be
 * taken back, and the second call. That one
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
      {stage.kind === 'idle' && <Practice />}
      {stage.kind === 'wrap-up' && <DialFailed dialler={view.dialler} actions={actions} />}
      <HandedOver handedOver={view.handedOver} actions={actions} />
      {stage.kind === 'call' && secondCall !== null && (
        <SecondCallBar secondCall={secondCall} callId={stage.call.callId} actions={actions} />
      )}
    </>
  )
}

/** On the sandbox of this computer somebody has to call: the person can be the customer, too. */
function Practice() {
  const text = useText().ownServer
  const { settings, actions } = useContext(AroundContext)
  if ((settings.bundled?.customerPage ?? null) === null) return null
  return (
    <Banner tone="neutral" icon={Headset} says={text.practice}>
      <Button size="small" onClick={() => actions.beCustomer()}>
        {text.customerOpen}
      </Button>
    </Banner>
  )
}
