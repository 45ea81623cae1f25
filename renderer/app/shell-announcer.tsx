import { noticeText } from '../features/notices/notice-strip.tsx'
import { callTitle } from '../features/phone/call-title.tsx'
import type { Messages } from '../i18n/en.ts'
import { useText } from '../i18n/text.ts'
import { nameOf } from '../ui/who.ts'
import type { ActiveCallView, AppView } from './view.ts'

/** What a screen reader says about the stage: at once when it cannot wait, else when there is a pause. */
export function announcement(
  view: AppView,
  text: Messages,
): { readonly atOnce: string; readonly calmly: string } {
  const { stage } = view
  switch (stage.kind) {
    case 'idle':
      return { atOnce: '', calmly: '' }
    case 'ringing': {
      const who = nameOf({ name: stage.callerName, number: stage.callerNumber }, text)
      const atOnce =
        stage.queueName === null
          ? text.announce.incoming(who)
          : text.announce.incomingIn(who, stage.queueName)
      return { atOnce, calmly: '' }
    }
    case 'call':
      return callAnnouncement(stage, text)
    case 'wrap-up': {
      const { wrapUp } = stage
      const who = nameOf({ name: wrapUp.customerName, number: wrapUp.customerNumber }, text)
      return {
        atOnce: '',
        calmly: `${text.announce.ended(text.ended[wrapUp.reason])}. ${text.wrapUp.title(who)}`,
      }
    }
  }
}

function callAnnouncement(stage: ActiveCallView, text: Messages) {
  const { call, trouble } = stage
  const customer = call.parties.find((party) => party.role === 'customer')
  const who = nameOf(customer ?? { name: null, number: null }, text)
  const now =
    call.state.kind === 'ended'
      ? text.announce.ended(text.ended[call.state.reason])
      : callTitle(call, who, customer?.hold.confirmed === true, text)
  return {
    atOnce:
      trouble === null
        ? stage.link === 'reconnecting'
          ? text.call.reconnecting
          : ''
        : text.failures.byCommand[trouble.command][trouble.code],
    calmly: stage.muted ? `${now}. ${text.announce.muted}` : now,
  }
}

/** The spoken side of the screen. Its regions never leave the page, so that each change is heard. */
export function Announcer({ view }: { view: AppView }) {
  const text = useText()
  const { atOnce, calmly } = announcement(view, text)
  return (
    <>
      <p className="visually-hidden" aria-live="assertive" data-announce="at-once">
        {atOnce}
      </p>
      <p className="visually-hidden" aria-live="polite" data-announce="calmly">
        {calmly}
      </p>
      <p className="visually-hidden" aria-live="polite" data-announce="notice">
        {view.notice === null ? '' : noticeText(view.notice, text)}
      </p>
    </>
  )
}
