import {
  ArrowLeftRight,
  Info,
  Keyboard,
  PhoneMissed,
  PhoneOff,
  TriangleAlert,
  Unplug,
} from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { NoticeView, PresenceView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { DismissButton } from '../../ui/dismiss-button.tsx'
import { GoAvailable } from '../welcome/go-available.tsx'
import { formatNumber, nameOf } from '../../ui/names.ts'

/** A notice as one sentence. */
export function noticeText(notice: NoticeView, text: Messages): string {
  switch (notice.kind) {
    case 'missed': {
      const who = nameOf({ name: null, number: notice.callerNumber }, text)
      return notice.activityName === null
        ? text.notice.missed(who)
        : text.notice.missedNow(who, notice.activityName)
    }
    case 'ended':
      return text.notice.ended[notice.reason]
    case 'transferred':
      return text.notice.transferred(formatNumber(notice.to))
    case 'failed':
      return text.notice.failed[notice.what]
    case 'taken-out':
      return text.notice.takenOut[notice.reason]
    case 'brought-back':
      return text.notice.broughtBack[notice.reason]
    case 'not-reachable':
      return text.truth.notReachable(notice.name, notice.why)
    case 'status-changed':
      return text.truth.statusChanged(notice.name)
    case 'session-only':
      return text.notice.sessionOnly
    case 'hotkeys-moved':
      return text.notice.hotkeysMoved
  }
}

const looks: Record<
  NoticeView['kind'],
  { icon: typeof Info; tone: 'hold' | 'danger' | 'neutral' }
> = {
  missed: { icon: PhoneMissed, tone: 'hold' },
  ended: { icon: PhoneOff, tone: 'neutral' },
  transferred: { icon: ArrowLeftRight, tone: 'neutral' },
  failed: { icon: TriangleAlert, tone: 'danger' },
  'taken-out': { icon: Unplug, tone: 'danger' },
  'brought-back': { icon: Info, tone: 'neutral' },
  'not-reachable': { icon: TriangleAlert, tone: 'danger' },
  'status-changed': { icon: Info, tone: 'neutral' },
  'session-only': { icon: Info, tone: 'neutral' },
  'hotkeys-moved': { icon: Keyboard, tone: 'neutral' },
}

/** What the server says about this desk stays as long as it is true. */
function isDismissible({ kind }: NoticeView): boolean {
  return kind !== 'taken-out' && kind !== 'brought-back'
}

interface NoticeStripProps {
  readonly notice: NoticeView
  readonly presence: PresenceView
  readonly actions: Actions
}

/** Something that the agent should know, until it is dismissed. After a missed call it offers to go available. */
export function NoticeStrip({ notice, presence, actions }: NoticeStripProps) {
  const text = useText()
  const { icon, tone } = looks[notice.kind]
  const isOffered = notice.kind === 'missed' && presence.current?.available === false
  return (
    <Banner tone={tone} icon={icon} says={noticeText(notice, text)}>
      {isOffered && <GoAvailable presence={presence} actions={actions} />}
      {notice.kind === 'status-changed' && (
        <Button size="small" onClick={() => actions.softphone.agentState.set(notice.undo)}>
          {text.truth.undo}
        </Button>
      )}
      {isDismissible(notice) && <DismissButton onDismiss={() => actions.dismissNotice()} />}
    </Banner>
  )
}
