import { X } from 'lucide-react'
import { useContext, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import type { Actions } from '../../view/actions.ts'
import type { AppView } from '../../view/app-view.ts'
import { GettingStartedContext } from '../../view/getting-started.ts'
import { ScreensContext } from '../../view/screens.ts'
import { SettingsContext } from '../../view/settings-context.ts'
import { CustomerButton } from './customer-button.tsx'
import { GoAvailable } from './go-available.tsx'
import { awayText } from './not-taking-calls.tsx'
import { Step } from './step.tsx'
import styles from './welcome.module.css'

interface GettingStartedProps {
  readonly view: AppView
  readonly actions: Actions
}

/** What an agent needs before the first call, each step with its state in words. */
export function GettingStarted({ view, actions }: GettingStartedProps) {
  const text = useText().gettingStarted
  const { view: started, actions: card } = useContext(GettingStartedContext)
  const { presence, readiness } = view
  const section = useRef<HTMLElement>(null)
  function confirmRing() {
    card.confirmRing()
    // The button goes: the next Tab goes on from here.
    section.current?.focus()
  }
  const ready = readiness.ready && presence.current?.available === true && started.heardRing
  return (
    <section ref={section} tabIndex={-1} className={styles.card} aria-labelledby="getting-started">
      <div className={styles.head}>
        <h2 id="getting-started" className={styles.title}>
          {text.title}
        </h2>
        <IconButton icon={X} label={text.close} onClick={card.close} />
      </div>
      <ol className={styles.steps}>
        <MicrophoneStep readiness={readiness} />
        <RingStep onHeard={confirmRing} />
        <StatusStep view={view} actions={actions} />
        {started.customerPage !== null && (
          <Step state="open" title={text.call.title} says={text.call.says}>
            <CustomerButton page={started.customerPage}>{text.call.open}</CustomerButton>
          </Step>
        )}
      </ol>
      {ready && <p className={styles.ready}>{text.ready}</p>}
    </section>
  )
}

function MicrophoneStep({ readiness }: Pick<AppView, 'readiness'>) {
  const text = useText().gettingStarted.microphone
  switch (readiness.microphone) {
    case 'live':
      return <Step state="done" title={text.title} says={text.live} />
    case 'unknown':
      return <Step state="open" title={text.title} says={text.asked} />
    // The banner over the dialler has the button.
    case 'blocked':
      return <Step state="failed" title={text.title} says={text.blocked} />
    case 'missing':
      return <Step state="failed" title={text.title} says={text.missing} />
  }
}

function RingStep({ onHeard }: { onHeard(): void }) {
  const text = useText().gettingStarted.ring
  const [played, setPlayed] = useState(false)
  const { view } = useContext(GettingStartedContext)
  const { actions: settings } = useContext(SettingsContext)
  const { showSettings } = useContext(ScreensContext)
  function play() {
    settings.sampleRing()
    setPlayed(true)
  }
  if (view.heardRing) return <Step state="done" title={text.title} says={text.heard} />
  return (
    <Step state="open" title={text.title} says={played ? text.question : text.untried}>
      <Button size="small" onClick={play}>
        {text.play}
      </Button>
      {played && (
        <>
          <Button size="small" onClick={onHeard}>
            {text.yes}
          </Button>
          <Button size="small" onClick={showSettings}>
            {text.no}
          </Button>
        </>
      )}
    </Step>
  )
}

function StatusStep({ view, actions }: GettingStartedProps) {
  const text = useText()
  const words = text.gettingStarted.available
  const { current, pending } = view.presence
  if (!view.readiness.ready || current === null) {
    return <Step state="open" title={words.title} says={words.notReady} />
  }
  if (current.available) {
    return <Step state="done" title={words.title} says={words.now(current.name)} />
  }
  return (
    <Step
      state="open"
      title={words.title}
      says={pending === null ? awayText(current, text) : words.changing(pending.name)}
    >
      <GoAvailable presence={view.presence} actions={actions} variant="primary" />
    </Step>
  )
}
