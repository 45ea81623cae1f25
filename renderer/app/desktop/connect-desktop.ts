import type { StoreApi } from 'zustand/vanilla'
import type { SoftphoneState } from '../../stores/softphone-store.ts'
import type { ClockPort } from '../../ports/clock-port.ts'
import type { DesktopEvent, DesktopPort } from '../../ports/desktop-port.ts'
import type { SoftphoneProvider } from '../../ports/softphone-provider.ts'
import type { SettingsState } from '../settings/settings-store.ts'
import { createAwayWhileLocked } from './away-while-locked.ts'
import { deskStatusOf } from './desk-status.ts'
import { createDesktopCommands } from './run-command.ts'

interface ConnectDesktopDeps {
  readonly desktop: DesktopPort
  readonly clock: Pick<ClockPort, 'now' | 'wall' | 'every'>
  readonly store: StoreApi<SoftphoneState>
  readonly settingsStore: StoreApi<SettingsState>
  readonly softphone: SoftphoneProvider
  /** The machine slept, or its network changed. */
  readonly woken: () => void
}

/** Shows the desk to the desktop and runs its commands. The result stops that. */
export function connectDesktop({
  desktop,
  clock,
  store,
  settingsStore,
  softphone,
  woken,
}: ConnectDesktopDeps): () => void {
  const view = () => store.getState().view
  const remote = createDesktopCommands(view, softphone)
  const locked = createAwayWhileLocked()
  let told = ''

  function sendStatus(): void {
    const standing = deskStatusOf(view(), clock.now() + view().clockOffsetMs)
    // The small windows are other pages, which share only the wall clock with this one.
    const clockOffsetMs = standing.clockOffsetMs + clock.now() - clock.wall()
    const now = { ...standing, clockOffsetMs }
    // The server's clock drifts by milliseconds, which must not count as news.
    const news = JSON.stringify({ ...now, clockOffsetMs: Math.round(now.clockOffsetMs / 1000) })
    if (news === told) return
    told = news
    desktop.tell(now)
  }

  function onDesktopEvent(event: DesktopEvent): void {
    const { settings, requests } = settingsStore.getState()
    switch (event.kind) {
      case 'hotkey':
        return remote.hotkey(event.name)
      case 'hotkeys':
        return settingsStore.setState({ settings: { ...settings, hotkeys: event.keys } })
      case 'hotkey-tested':
        return settingsStore.setState({ settings: { ...settings, test: event.name } })
      case 'ringing-action':
        // `show`: the main process has shown the window.
        return event.action === 'show' ? undefined : remote.ringing(event.callId, event.action)
      case 'command':
        return event.command.kind === 'open-settings'
          ? settingsStore.setState({ requests: { ...requests, settings: true } })
          : remote.command(event.command)
      case 'dial':
        return settingsStore.setState({ requests: { ...requests, dial: event.number } })
      case 'surroundings': {
        if (event.what === 'resume' || event.what === 'online') woken()
        const whenLocked = settings.effective.values['status.whenLocked']
        const sid = locked.on(event.what, view(), whenLocked)
        return sid === null ? undefined : softphone.agentState.set(sid)
      }
      case 'hotkeys-failed':
        // The engine shows it to the agent.
        return undefined
    }
  }

  sendStatus()
  const stops = [
    store.subscribe(sendStatus),
    // A state may change by time alone.
    clock.every(1000, sendStatus),
    desktop.onEvent(onDesktopEvent),
  ]
  return () => stops.forEach((stop) => stop())
}
