import {
  LoaderCircle,
  Mic,
  MicOff,
  SignalHigh,
  TriangleAlert,
  WifiLow,
  WifiOff,
} from 'lucide-react'
import type { ActiveCallView, ReadinessView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './readiness.module.css'

interface ReadinessProps {
  readonly readiness: ReadinessView
  /** The network of the current call, or null. */
  readonly link: ActiveCallView['link'] | null
}

/** Whether calls can reach this desk, in one word and an icon; in a wide window with its parts. */
export function Readiness({ readiness, link }: ReadinessProps) {
  const text = useText()
  const live = readiness.microphone === 'live'
  const Microphone = live ? Mic : MicOff
  return (
    <div className={styles.readiness}>
      <span className={classNames(styles.part, styles.wide, !live && styles.failure)}>
        <Microphone size={15} aria-hidden="true" />
        {text.readiness.microphone[readiness.microphone]}
      </span>
      {link !== null && (
        <span className={classNames(styles.part, styles.wide, link !== 'good' && styles.failure)}>
          {text.readiness.link[link]}
        </span>
      )}
      <ReadyWord readiness={readiness} link={link} />
    </div>
  )
}

type Kind = 'ready' | 'getting' | 'failure'

function ReadyWord({ readiness, link }: ReadinessProps) {
  const text = useText()
  const kind: Kind = readiness.ready ? 'ready' : readiness.failure === null ? 'getting' : 'failure'
  const weak = link !== null && link !== 'good'
  return (
    <output
      aria-label={text.readiness.label}
      className={classNames(styles.part, (kind === 'failure' || weak) && styles.failure)}
    >
      <span className={styles.word}>{text.readiness.word[kind]}</span>
      <ReadyPicture kind={kind} link={link} />
    </output>
  )
}

function ReadyPicture({ kind, link }: Pick<ReadinessProps, 'link'> & { kind: Kind }) {
  if (kind === 'getting') return <LoaderCircle size={17} aria-hidden="true" data-spinner />
  if (kind === 'failure') return <TriangleAlert size={17} aria-hidden="true" />
  if (link === 'poor') return <WifiLow size={17} aria-hidden="true" />
  if (link === 'reconnecting') return <WifiOff size={17} aria-hidden="true" />
  return <SignalHigh size={17} aria-hidden="true" className={styles.good} />
}
