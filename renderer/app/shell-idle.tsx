import { Headset } from 'lucide-react'
import { useContext } from 'react'
import { Dialler } from '../features/dialpad/dialler.tsx'
import type { TypedNumber } from '../features/dialpad/use-typed-number.ts'
import { RecentCalls } from '../features/history/history.tsx'
import { TodayTiles } from '../features/phone/today-tiles.tsx'
import { CustomersInQueue } from '../features/transfer/customers-in-queue.tsx'
import { useText } from '../i18n/text.ts'
import { useStageFocus } from '../ui/focus/stage-focus.ts'
import { StageFrame } from '../ui/stage-frame.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
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
          <Practice />
        </>
      }
    >
      <div className={styles.idle}>
        <h1 ref={heading} tabIndex={-1} className="visually-hidden">
          {text.shell.phone}
        </h1>
        <div className={styles.top}>
          <div className={styles.tiles} aria-hidden={failure !== null}>
            <TodayTiles today={view.today} waiting={view.waiting} />
          </div>
          {failure !== null && (
            <div className={styles.failure}>
              <DeskBanner view={view} actions={actions} />
            </div>
          )}
        </div>
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
  const { settings, actions } = useContext(SettingsContext)
  if ((settings.bundled?.customerPage ?? null) === null) return null
  return (
    <Banner tone="neutral" icon={Headset} says={text.practice}>
      <Button size="small" onClick={() => actions.beCustomer()}>
        {text.customerOpen}
      </Button>
    </Banner>
  )
}
