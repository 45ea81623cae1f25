import { Mic, MicOff, TriangleAlert, WifiOff } from 'lucide-react'
import type { ActiveCallView, ReadinessView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './readiness.module.css'

interface ReadinessProps {
  readonly microphone: ReadinessView['microphone']
  readonly muted: boolean
  /** The network of the current call, or null. */
  readonly link: ActiveCallView['link'] | null
}

/** The microphone, always; the network only when it is weak. */
export function Readiness({ microphone, muted, link }: ReadinessProps) {
  const text = useText()
  return (
    <ul aria-label={text.status.line} className={styles.readiness}>
      {link !== null && link !== 'good' && <WeakLink link={link} />}
      <Microphone microphone={microphone} muted={muted} />
    </ul>
  )
}

function WeakLink({ link }: { readonly link: 'poor' | 'reconnecting' }) {
  const word = useText().readiness.link[link]
  const Picture = link === 'poor' ? TriangleAlert : WifiOff
  return (
    <li className={classNames(styles.part, styles.failure)} title={word}>
      <Picture size={17} aria-hidden="true" />
      <span className={styles.word}>{word}</span>
    </li>
  )
}

function Microphone({ microphone, muted }: Pick<ReadinessProps, 'microphone' | 'muted'>) {
  const text = useText()
  const live = microphone === 'live'
  const word = live && muted ? text.status.microphoneMuted : text.readiness.microphone[microphone]
  const Picture = live && !muted ? Mic : MicOff
  const bad = microphone === 'blocked' || microphone === 'missing'
  return (
    <li
      className={classNames(styles.part, bad && styles.failure, live && muted && styles.muted)}
      title={word}
    >
      <Picture size={17} aria-hidden="true" />
      <span className="visually-hidden">{word}</span>
    </li>
  )
}
