import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import styles from './microphone-help.module.css'
import type { Blocker } from './where-blocked.ts'

/** A drawing of where the microphone is allowed. The steps beside it say the same in words. */
export function BlockedPicture({ blocker }: { blocker: Blocker }) {
  switch (blocker) {
    case 'insecure':
      return null
    case 'chromium':
      return <Chromium />
    case 'firefox':
      return <Firefox />
    case 'safari':
      return <Safari />
    case 'windows':
    case 'mac':
    case 'linux':
      return <System />
  }
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 328 118" className={styles.picture} aria-hidden="true">
      {children}
    </svg>
  )
}

/** The top of a browser's window, with the address. */
function Bar() {
  const { address } = useText().microphoneHelp.picture
  return (
    <>
      <rect x="0.5" y="0.5" width="327" height="117" rx="9" className={styles.window} />
      <path d="M20 15l-7 7 7 7M13 22h12M35 15l7 7-7 7M42 22H30" className={styles.faint} />
      <rect x="56" y="8" width="258" height="28" rx="14" className={styles.field} />
      <text x="92" y="27" className={styles.text}>
        {address}
      </text>
    </>
  )
}

/** Where to press. */
function Ring({ x, y, r = 13 }: { x: number; y: number; r?: number }) {
  return <circle cx={x} cy={y} r={r} className={styles.ring} />
}

function Microphone({ x, y, crossed = false }: { x: number; y: number; crossed?: boolean }) {
  return (
    <g transform={`translate(${x} ${y})`} className={crossed ? styles.danger : styles.line}>
      <rect x="-3" y="-8" width="6" height="10" rx="3" />
      <path d="M-6 -1a6 6 0 0 0 12 0M0 5v3" />
      {crossed && <path d="M-7 -7L7 7" />}
    </g>
  )
}

function Switch({ x, y }: { x: number; y: number }) {
  return (
    <>
      <rect x={x} y={y - 8} width="30" height="16" rx="8" className={styles.on} />
      <circle cx={x + 22} cy={y} r="5.5" className={styles.knob} />
    </>
  )
}

function Chromium() {
  const { microphone } = useText().microphoneHelp.picture
  return (
    <Frame>
      <Bar />
      <path d="M67 18h5M77 18h5M67 26h10M82 26h-1" className={styles.line} />
      <circle cx="74.5" cy="18" r="2.5" className={styles.line} />
      <circle cx="78" cy="26" r="2.5" className={styles.line} />
      <Ring x={75} y={22} />
      <rect x="62" y="46" width="190" height="62" rx="8" className={styles.popup} />
      <Microphone x={82} y={78} />
      <text x="100" y="82" className={styles.text}>
        {microphone}
      </text>
      <Switch x={206} y={78} />
      <Ring x={221} y={78} r={21} />
    </Frame>
  )
}

function Firefox() {
  const { microphone, blocked } = useText().microphoneHelp.picture
  return (
    <Frame>
      <Bar />
      <Microphone x={75} y={22} crossed />
      <Ring x={75} y={22} />
      <rect x="62" y="46" width="220" height="62" rx="8" className={styles.popup} />
      <Microphone x={82} y={78} crossed />
      <text x="100" y="82" className={styles.text}>
        {microphone}
      </text>
      <text x="184" y="82" className={styles.faintText}>
        {blocked}
      </text>
      <path d="M251 74l8 8M259 74l-8 8" className={styles.line} />
      <Ring x={255} y={78} />
    </Frame>
  )
}

function Safari() {
  const { microphone, allow } = useText().microphoneHelp.picture
  return (
    <Frame>
      <Bar />
      <text x="68" y="26" className={styles.text}>
        aA
      </text>
      <rect x="62" y="46" width="232" height="62" rx="8" className={styles.popup} />
      <Microphone x={82} y={78} />
      <text x="100" y="82" className={styles.text}>
        {microphone}
      </text>
      <rect x="206" y="66" width="76" height="24" rx="6" className={styles.field} />
      <text x="218" y="82" className={styles.text}>
        {allow}
      </text>
      <path d="M264 76l4 4 4-4" className={styles.line} />
      <rect x="202" y="62" width="84" height="32" rx="10" className={styles.ring} />
    </Frame>
  )
}

/** A page of the system's settings. */
function System() {
  const { microphone } = useText().microphoneHelp.picture
  return (
    <Frame>
      <rect x="0.5" y="0.5" width="327" height="117" rx="9" className={styles.window} />
      <Microphone x={24} y={24} />
      <text x="42" y="28" className={styles.text}>
        {microphone}
      </text>
      <rect x="14" y="46" width="300" height="56" rx="8" className={styles.popup} />
      <text x="30" y="78" className={styles.text}>
        Cordboard
      </text>
      <Switch x={266} y={74} />
      <Ring x={281} y={74} r={21} />
    </Frame>
  )
}
