import { Phone, PhoneIncoming } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RecentCall } from '../../../../server/contract/desk.ts'
import type { Actions } from '../../../view/actions.ts'
import type { RingingView } from '../../../view/app-view.ts'
import { useText } from '../../../i18n/text.ts'
import { Badge } from '../../../ui/badge.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { KeyButton } from '../../../ui/key-button.tsx'
import { useKeys } from '../../../ui/keys/use-keys.ts'
import { useStageFocus } from '../../../ui/focus/stage-focus.ts'
import { StageFrame } from '../../../ui/stage-frame.tsx'
import { roomForCustomer, useMinWidth } from '../../../ui/window-width.ts'
import beside from '../../../ui/beside.module.css'
import { formatNumber } from '../../../ui/names.ts'
import { HandoverNote } from '../../transfer/handover-note.tsx'
import { RingContext } from '../customer-context.tsx'
import { EarlierCalls } from '../earlier-calls.tsx'
import { callerText, transferNews } from './ringing-text.ts'
import { Countdown } from './countdown.tsx'
import styles from './ringing.module.css'
import { WaitingTime } from './ring-times.tsx'

interface RingingProps {
  readonly ringing: RingingView
  readonly recent: readonly RecentCall[]
  readonly actions: Actions
  readonly banners: ReactNode
}

/** An incoming call: the caller, the queue, the time waited, and Answer. */
export function Ringing({ ringing, recent, actions, banners }: RingingProps) {
  const text = useText()
  const heading = useStageFocus<HTMLHeadingElement>()
  const news = transferNews(ringing, text)
  const hasRoom = useMinWidth(roomForCustomer)
  return (
    <div className={beside.layout}>
      <StageFrame compact label={text.ringing.chip} banners={banners}>
        <div className={styles.ringing}>
          <Badge
            tone="available"
            icon={PhoneIncoming}
            says={
              ringing.queueName === null
                ? text.ringing.chip
                : text.ringing.chipIn(ringing.queueName)
            }
          />
          <Countdown ringing={ringing} />
          <div className={styles.who}>
            <h1
              ref={heading}
              tabIndex={-1}
              className={classNames(styles.name, news !== null && styles.news)}
              data-selectable
            >
              {news?.says ?? callerText(ringing, text)}
            </h1>
            <p className={styles.detail} data-selectable>
              {news !== null && news.about !== null && <span>{news.about} · </span>}
              {ringing.callerName !== null && ringing.callerNumber !== null && (
                <span data-tabular>{formatNumber(ringing.callerNumber)} · </span>
              )}
              <WaitingTime ringing={ringing} />
            </p>
          </div>
          <AnswerOrDecline ringing={ringing} actions={actions} />
          {ringing.handover !== null && (
            <HandoverNote handover={ringing.handover} className={styles.before} />
          )}
          {!hasRoom && (
            <EarlierCalls
              recent={recent}
              number={ringing.callerNumber}
              limit={2}
              className={styles.before}
            />
          )}
        </div>
      </StageFrame>
      {hasRoom && <RingContext ringing={ringing} recent={recent} />}
    </div>
  )
}

function AnswerOrDecline({ ringing, actions }: Pick<RingingProps, 'ringing' | 'actions'>) {
  const text = useText().ringing
  const { callId, pending } = ringing
  const accept = () => actions.softphone.accept(callId)
  const decline = () => actions.softphone.decline(callId)
  useKeys(pending === null ? { answer: accept, decline } : {})
  return (
    <div className={styles.answer}>
      <div className={styles.buttons}>
        <KeyButton
          label={text.decline}
          shortcut="decline"
          showsKey
          size="large"
          busy={pending === 'decline'}
          disabled={pending === 'answer'}
          onClick={decline}
        />
        <KeyButton
          label={text.answer}
          shortcut="answer"
          showsKey
          size="large"
          variant="answer"
          icon={Phone}
          busy={pending === 'answer'}
          disabled={pending === 'decline'}
          onClick={accept}
        />
      </div>
      <p className={styles.pending} aria-live="polite">
        {pending === 'answer' && text.answering}
        {pending === 'decline' && text.declining}
      </p>
    </div>
  )
}
