import type { Messages } from '../../i18n/en.ts'
import type { PageIcon, PageLook } from '../../ports/page-port.ts'
import { nameOf } from '../../ui/names.ts'
import type { AppView } from '../../view/app-view.ts'
import { deskStateOf, statusText, type DeskState } from '../../view/desk-state.ts'
import { ringOf, ringerText } from './ring.ts'

const icons: Readonly<Record<DeskState['kind'], PageIcon>> = {
  ringing: 'ringing',
  calling: 'on-a-call',
  connecting: 'on-a-call',
  'on-a-call': 'on-a-call',
  'on-hold': 'on-hold',
  'wrap-up': 'wrap-up',
  'wrap-up-overdue': 'wrap-up-overdue',
  'not-reachable': 'not-reachable',
  'getting-ready': 'away',
  available: 'available',
  away: 'away',
  'signed-out': 'product',
}

/** Before the words, so that a short tab tells the states apart. */
const marks: Readonly<Partial<Record<DeskState['kind'], string>>> = {
  'on-hold': '⏸ ',
  'wrap-up': '◷ ',
  'wrap-up-overdue': '▲ ',
  'not-reachable': '✕ ',
}

/** What the tab and its icon show, for an agent who looks at another one. `now`: milliseconds on the server's clock. */
export function pageLookOf(view: AppView, now: number, text: Messages): PageLook {
  const { session } = view
  if (session.kind === 'restoring' || session.kind === 'signed-out') {
    return { title: text.outside.product, icon: 'product', badge: null }
  }
  const ring = ringOf(view)
  if (ring !== null) {
    const { call, waits } = ring
    const seconds =
      call.deadline === null
        ? null
        : Math.max(0, Math.ceil((Date.parse(call.deadline) - now) / 1000))
    const words = waits ? text.outside.waiting : text.outside.ringing
    return { title: words(ringerText(call, text), seconds), icon: 'ringing', badge: 1 }
  }
  const state = deskStateOf(view, now)
  const isMissed = view.notice?.kind === 'missed'
  return {
    title: titleOf(state, view, now, text),
    icon: icons[state.kind],
    badge: isMissed ? 'dot' : null,
  }
}

function titleOf(state: DeskState, { notice }: AppView, now: number, text: Messages): string {
  const { words, time } = statusText(state, now, text)
  const { outside } = text
  switch (state.kind) {
    case 'available':
    case 'away':
    case 'getting-ready':
    case 'signed-out':
      return outside.between(
        notice?.kind === 'missed'
          ? outside.missed(nameOf({ name: null, number: notice.callerNumber }, text))
          : words,
      )
    default: {
      const muted = state.muted ? text.status.muted : null
      const said = [time === null ? words : `${words} ${time}`, muted]
      return (marks[state.kind] ?? '') + said.filter((part) => part !== null).join(' · ')
    }
  }
}
