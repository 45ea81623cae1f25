import type { StoreApi } from 'zustand/vanilla'
import { en } from '../../i18n/en.ts'
import type { ClockPort } from '../../ports/clock-port.ts'
import type { NotificationClick, NotificationsPort } from '../../ports/notifications-port.ts'
import type { PagePort } from '../../ports/page-port.ts'
import type { SoftphoneProvider } from '../../ports/softphone-provider.ts'
import type { SoftphoneState } from '../../stores/softphone-store.ts'
import { createDesktopCommands } from '../desktop/run-command.ts'
import type { SettingsState } from '../settings/settings-store.ts'
import { availableAgain, notificationOf } from './notification.ts'
import { pageLookOf } from './page-look.ts'

export interface OutsideDeps {
  readonly clock: Pick<ClockPort, 'now'>
  readonly page: Pick<PagePort, 'show'>
  readonly notifications: NotificationsPort
  readonly store: StoreApi<SoftphoneState>
  readonly settingsStore: StoreApi<SettingsState>
  readonly softphone: SoftphoneProvider
}

export interface Outside {
  /** Time has passed: about once a second. */
  tick(): void
  close(): void
}

/** Shows the desk outside of its page (title, icon, notification), and does what is clicked there. */
export function createOutside(deps: OutsideDeps): Outside {
  const { clock, page, notifications, store, settingsStore, softphone } = deps
  const view = () => store.getState().view
  const commands = createDesktopCommands(view, softphone)
  let look = ''
  let news: string | null = null

  function update(): void {
    const now = clock.now() + view().clockOffsetMs
    showLook(now)
    showNews(now)
  }

  function showLook(now: number): void {
    const next = pageLookOf(view(), now, en)
    const written = JSON.stringify(next)
    if (written === look) return
    look = written
    page.show(next)
  }

  function showNews(now: number): void {
    const wanted = isWanted() ? notificationOf(view(), now, en) : null
    const written = wanted === null ? null : JSON.stringify(wanted)
    if (written === news) return
    news = written
    if (wanted === null) notifications.close()
    else notifications.show(wanted)
  }

  function isWanted(): boolean {
    const { values } = settingsStore.getState().settings.effective
    return (
      values['notifications.native'] &&
      notifications.consent() === 'granted' &&
      !notifications.isSeen()
    )
  }

  /** A click may come late: a call that is gone is not answered, and another one neither. */
  function onClick({ action, callId }: NotificationClick): void {
    switch (action) {
      case 'answer':
      case 'decline':
        return callId === null ? undefined : commands.ringing(callId, action)
      case 'go-available': {
        const back = availableAgain(view())
        return back === null ? undefined : softphone.agentState.set(back.sid)
      }
      case 'show':
        // The service worker has shown the page.
        return undefined
    }
  }

  update()
  const stops = [
    store.subscribe(update),
    settingsStore.subscribe(update),
    notifications.onConsent(update),
    notifications.onSeen(update),
    notifications.onClick(onClick),
    () => notifications.close(),
  ]
  return { tick: update, close: () => stops.forEach((stop) => stop()) }
}
