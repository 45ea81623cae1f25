import { noticeText } from '../features/notices/notice-strip.tsx'
import { callTitle } from '../features/phone/call-title.tsx'
import { callerOf, ringingNews } from '../features/phone/ringing-text.ts'
import { troubleText } from '../features/phone/trouble-text.ts'
import { transferDetail } from '../features/transfer/transfer-text.ts'
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
      const news = ringingNews(stage, text) ?? text.announce.incoming(callerOf(stage, text))
      const atOnce = stage.queueName === null ? news : text.announce.inQueue(news, stage.queueName)
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
  const now =
    call.state.kind === 'ended'
      ? text.announce.ended(text.ended[call.state.reason])
      : callTitle(call, text)
  const transfer =
    call.state.kind === 'active' && call.transfer !== null ? transferDetail(stage, text) : null
  const calmly = [now, transfer, stage.muted ? text.announce.muted : null]
  return {
    atOnce:
      trouble === null
        ? stage.link === 'reconnecting'
          ? text.call.reconnecting
          : ''
        : troubleText(trouble, call, text),
    calmly: calmly
      .filter((part) => part !== null)
      .map((part) => part.replace(/\.$/, ''))
      .join('. '),
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
