import { callTitle, endedTitle } from '../features/phone/call-title.tsx'
import { callerText, transferText } from '../features/phone/ringing/ringing-text.ts'
import { failureText } from '../features/phone/failure-text.ts'
import { transferDetail } from '../features/transfer/transfer-text.ts'
import type { Messages } from '../i18n/en.ts'
import { counterpartOf } from '../domain/calls/parties.ts'
import { nameOf } from '../ui/names.ts'
import type { ActiveCallView, AppView, RingingView } from '../view/app-view.ts'

/** What a screen reader says about the stage: at once, or at the next pause. A failure is told apart from the rest. */
export function announcement(
  view: AppView,
  text: Messages,
): { readonly atOnce: string; readonly calmly: string; readonly failure?: string } {
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
      const ended =
        stage.lost === null
          ? text.announce.ended(text.ended[wrapUp.reason])
          : text.returning.tooLate[stage.lost](who).replace(/\.$/, '')
      return {
        atOnce: '',
        calmly: `${ended}. ${text.wrapUp.title(who)}`,
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
    // It is said once it is known where the customer is.
    failure:
      failure === null || failure.customer === 'settling' ? '' : failureText(failure, call, text),
    atOnce: sentences([
      failure === null && stage.link === 'reconnecting' ? text.call.reconnecting : null,
      call.returnUntil === null || stage.hangingUp
        ? null
        : text.returning.waits(nameOf(counterpartOf(call), text)),
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
