import {
  CircleCheck,
  CircleMinus,
  CircleOff,
  ClipboardPen,
  ClockAlert,
  LoaderCircle,
  MicOff,
  Pause,
  Phone,
  PhoneIncoming,
  PhoneOutgoing,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import type { DeskState } from '../../view/desk-state.ts'

/** Each state has its own form, so that it is told without colour. */
const pictures: Readonly<Record<DeskState['kind'] | 'microphone', LucideIcon>> = {
  ringing: PhoneIncoming,
  calling: PhoneOutgoing,
  connecting: LoaderCircle,
  'on-a-call': Phone,
  'on-hold': Pause,
  'wrap-up': ClipboardPen,
  'wrap-up-overdue': ClockAlert,
  'not-reachable': TriangleAlert,
  microphone: MicOff,
  'getting-ready': LoaderCircle,
  available: CircleCheck,
  away: CircleMinus,
  'signed-out': CircleOff,
}

interface StatePictureProps {
  readonly state: DeskState
  /** Another status is asked for. */
  readonly changing: boolean
}

export function StatePicture({ state, changing }: StatePictureProps) {
  const Picture = pictures[changing ? 'connecting' : nameOf(state)]
  return (
    <Picture
      size={15}
      aria-hidden="true"
      {...(Picture === LoaderCircle && { 'data-spinner': true })}
    />
  )
}

function nameOf(state: DeskState): keyof typeof pictures {
  const noMicrophone =
    state.kind === 'not-reachable' &&
    (state.why === 'microphone-blocked' || state.why === 'microphone-missing')
  return noMicrophone ? 'microphone' : state.kind
}
