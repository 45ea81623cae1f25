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
const pictures: Readonly<Record<DeskState['kind'], LucideIcon>> = {
  ringing: PhoneIncoming,
  calling: PhoneOutgoing,
  connecting: LoaderCircle,
  'on-a-call': Phone,
  'on-hold': Pause,
  'wrap-up': ClipboardPen,
  'wrap-up-overdue': ClockAlert,
  'not-reachable': TriangleAlert,
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
  const Picture = changing ? LoaderCircle : pictureOf(state)
  return (
    <Picture
      size={15}
      aria-hidden="true"
      {...(Picture === LoaderCircle && { 'data-spinner': true })}
    />
  )
}

function pictureOf(state: DeskState): LucideIcon {
  if (state.kind !== 'not-reachable') return pictures[state.kind]
  return state.why === 'microphone-blocked' || state.why === 'microphone-missing'
    ? MicOff
    : pictures[state.kind]
}
