import { noticeText } from '../features/notices/notice-strip.tsx'
import { callTitle } from '../features/phone/call-title.tsx'
import { endedTitle } from '../features/phone/ended-text.ts'
import { callerText, transferText } from '../features/phone/ringing/ringing-text.ts'
import { failureText } from '../features/phone/failure-text.ts'
import { transferDetail } from '../features/transfer/transfer-text.ts'
import type { Messages } from '../i18n/en.ts'
import { useText } from '../i18n/text.ts'
import { nameOf } from '../ui/names.ts'
import type { ActiveCallView, AppView, RingingView } from '../view/app-view.ts'

/** What a screen reader says about the stage, at once or at the next pause. */
function announcement(
  view: AppView,
  text: Messages,
): { readonly atOnce: string; readonly calmly: string } {
  const { stage } = view
  switch (stage.kind) {
    case 'idle':
      return { atOnce: '', calmly: '' }
    case 'ringing': {
      const news = transferText(stage, text) ?? text.announce.incoming(callerText(stage, text))
      return { atOnce: inQueue(news, stage, text), calmly: '' }
    }
    case 'call':
      return callAnnouncement(stage, view.secondCall, text)
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

function inQueue(news: string, { queueName }: RingingView, text: Messages): string {
  return queueName === null ? news : text.announce.inQueue(news, queueName)
}

function callAnnouncement(
  stage: ActiveCallView,
  secondCall: AppView['secondCall'],
  text: Messages,
) {
  const { call, failure } = stage
  const now = call.state.kind === 'ended' ? endedTitle(call, text) : callTitle(call, text)
  const transfer =
    call.state.kind === 'active' && call.transfer !== null ? transferDetail(stage, text) : null
  return {
    atOnce: sentences([
      failure === null ? null : failureText(failure, call, text),
      failure === null && stage.link === 'reconnecting' ? text.call.reconnecting : null,
      secondCall?.kind === 'offered' ? waitingNews(secondCall.ringing, text) : null,
    ]),
    calmly: sentences([
      now,
      transfer,
      stage.muted ? text.announce.muted : null,
      call.recording?.state === 'paused' ? text.recording.paused : null,
      call.recording?.state === 'failed' ? text.recording.failed : null,
      secondCall?.kind === 'set-aside' && secondCall.heldSince !== null
        ? text.announce.setAside(nameOf(secondCall, text))
        : null,
    ]),
  }
}

function waitingNews(ringing: RingingView, text: Messages): string {
  const news = transferText(ringing, text) ?? callerText(ringing, text)
  return text.announce.waiting(inQueue(news, ringing, text))
}

/** Joins sentences; a single one keeps its full stop. */
function sentences(parts: readonly (string | null)[]): string {
  const said = parts.filter((part) => part !== null)
  return said.length === 1 ? said.join('') : said.map((part) => part.replace(/\.$/, '')).join('. ')
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
