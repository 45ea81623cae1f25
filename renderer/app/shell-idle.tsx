import { Headset } from 'lucide-react'
import { useContext } from 'react'
import { Dialler } from '../features/dialpad/dialler.tsx'
import type { TypedNumber } from '../features/dialpad/use-typed-number.ts'
import { RecentCalls } from '../features/history/history.tsx'
import { TodayTiles } from '../features/phone/today-tiles.tsx'
import { CustomerButton } from '../features/welcome/customer-button.tsx'
import { GettingStarted } from '../features/welcome/getting-started.tsx'
import { NotTakingCalls, awayOf } from '../features/welcome/not-taking-calls.tsx'
import { CustomersInQueue } from '../features/transfer/customers-in-queue.tsx'
import { useText } from '../i18n/text.ts'
import { useStageFocus } from '../ui/focus/stage-focus.ts'
import { StageFrame } from '../ui/stage-frame.tsx'
import { Banner } from '../ui/banner.tsx'
import { GettingStartedContext } from '../view/getting-started.ts'
import { SettingsContext } from '../view/settings-context.ts'
import { useAllowed } from '../view/use-allowed.ts'
import { DeskBanner, NoticeBanner } from './shell-banners.tsx'
import styles from './shell-idle.module.css'
import type { Actions } from '../view/actions.ts'
import type { AppView } from '../view/app-view.ts'

/** What the stage and the screen between calls are drawn from. */
export interface StageProps {
  readonly view: AppView
  readonly actions: Actions
  readonly typedNumber: TypedNumber
  onDial(number: string): void
}

/**
 * Between calls: today's numbers, the dialler and the last calls. A failure takes the place of today's numbers, and a
 * notice comes from below, so that the keys stay under the pointer.
 */
export function Idle({ view, actions, typedNumber, onDial }: StageProps) {
  const text = useText()
  const { failure } = view.readiness
  const { outbound } = useAllowed()
  const { view: started } = useContext(GettingStartedContext)
  // The card says the same, with the same button.
  const away = started.shown ? null : awayOf(view)
  const offline = away === 'offline'
  // The number field takes the focus first, unless the agent is typing notes.
  const heading = useStageFocus<HTMLHeadingElement>()
  return (
    <StageFrame
      wide
      label={text.shell.phone}
      banners={
        <>
          <NoticeBanner view={view} actions={actions} />
          <CustomersInQueue customers={view.handedOver} actions={actions} />
          {away === 'other' && <NotTakingCalls presence={view.presence} actions={actions} />}
          {!started.shown && <Practice />}
        </>
      }
    >
      <div className={styles.idle} data-started={started.shown ? '' : undefined}>
        <h1 ref={heading} tabIndex={-1} className="visually-hidden">
          {text.shell.phone}
        </h1>
        <div className={styles.top}>
          <div className={styles.tiles} aria-hidden={failure !== null || offline}>
            <TodayTiles today={view.today} waiting={view.waiting} />
          </div>
          {failure !== null && (
            <div className={styles.failure}>
              <DeskBanner view={view} actions={actions} />
            </div>
          )}
          {offline && (
            <div className={styles.failure}>
              <NotTakingCalls presence={view.presence} actions={actions} />
            </div>
          )}
        </div>
        {started.shown && (
          <div className={styles.started}>
            <GettingStarted view={view} actions={actions} />
          </div>
        )}
        {outbound && <Dialler view={view} typedNumber={typedNumber} actions={actions} />}
        <div className={styles.recent}>
          <RecentCalls recent={view.recent} onDial={outbound ? onDial : undefined} />
        </div>
      </div>
    </StageFrame>
  )
}

/** Nobody calls on the sandbox of this computer, so the person can also be the customer. */
function Practice() {
  const text = useText().ownServer
  const { settings } = useContext(SettingsContext)
  const { view } = useContext(GettingStartedContext)
  const page = settings.bundled?.customerPage ?? view.customerPage
  if (page === null) return null
  return (
    <Banner tone="neutral" icon={Headset} says={text.practice}>
      <CustomerButton page={page}>{text.customerOpen}</CustomerButton>
    </Banner>
  )
}
