import type { StoreApi } from 'zustand/vanilla'
import { legsOf } from '../domain/calls/second-call.ts'
import { createSoftphoneStore, showState, type SoftphoneState } from '../stores/softphone-store.ts'
import type { Actions } from '../view/actions.ts'
import { connectDesktop } from './desktop/connect-desktop.ts'
import { createActions } from './engine/actions.ts'
import { connectPorts } from './engine/connect-ports.ts'
import { Listeners } from '../adapters/listeners.ts'
import type { ProviderError } from '../ports/softphone-provider.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import type { Ports } from './engine/ports.ts'
import { createRunner } from './engine/runner.ts'
import { createTwilioProvider } from './provider/twilio-provider.ts'
import { createFirstRun, type FirstRun } from './first-run/first-run.ts'
import { createGettingStarted, type GettingStarted } from './getting-started/getting-started.ts'
import { createOutside } from './outside/create-outside.ts'
import { createSettings } from './settings/settings-actions.ts'
import { createSettingsStore, type SettingsState } from './settings/settings-store.ts'
import type { ServerAddress } from '../domain/model/session-state.ts'
import type { SettingsActions } from '../view/settings-view.ts'

/** One window without its screens. */
export interface Softphone {
  readonly store: StoreApi<SoftphoneState>
  readonly actions: Actions
  /** This machine's settings, and what the screens are asked to show. */
  readonly settingsStore: StoreApi<SettingsState>
  readonly settingsActions: SettingsActions
  /** The assistant of the first start. */
  readonly firstRun: FirstRun
  /** The card of an agent's first hour. */
  readonly gettingStarted: GettingStarted
  readonly engine: Engine
  /** Restores the session, or signs in the demo account of the address. */
  start(demo: string | null): Promise<void>
  close(): void
}

/** Puts the softphone together from its ports. */
export function composeSoftphone(ports: Ports): Softphone {
  const store = createSoftphoneStore()
  const engine: Engine = createEngine({
    now: () => ports.clock.now(),
    run: (effect) => run(effect),
    onState: (state) => showState(store, state),
    // People compare logs by the time of day.
    onLog: (line) => ports.desktop.log({ ...line, at: ports.clock.wall() }),
  })
  const errors = new Listeners<ProviderError>()
  const run = createRunner(ports, engine, errors.emit)
  const stopLeaving = ports.page.onLeaving(() => leavePage(engine))
  const actions = createActions(
    engine.dispatch,
    createTwilioProvider({
      dispatch: engine.dispatch,
      state: engine.state,
      onState: (listener) => store.subscribe(({ state }) => listener(state)),
      onError: errors.add,
    }),
  )
  const settingsStore = createSettingsStore()
  const settings = createSettings({
    ports,
    store: settingsStore,
    chooseServer() {
      leave()
      firstRun.open(true)
    },
    keysMoved: () => engine.dispatch({ kind: 'hotkeys-moved' }),
  })
  const desk = { ...ports, store, settingsStore, softphone: actions.softphone }
  const leaveDesktop = connectDesktop({
    ...desk,
    woken: () => engine.dispatch({ kind: 'woken' }),
  })
  const gettingStarted = createGettingStarted(store, ports.page)
  const outside = createOutside(desk)
  const disconnect = connectPorts(ports, engine.dispatch, outside.tick)
  const leave = (): void => engine.dispatch({ kind: 'sign-out' })
  const firstRun = createFirstRun(ports, {
    finished: (url, demo) => begin({ url, decidedBy: 'agent' }, demo),
    lost: leave,
  })
  function begin(server: ServerAddress, demo: string | null): void {
    ports.server.setUrl(server.url)
    engine.dispatch({ kind: 'start', demo, server })
  }
  return {
    store,
    engine,
    firstRun,
    gettingStarted,
    actions,
    settingsStore,
    settingsActions: settings.actions,
    async start(demo) {
      const { session, bundled, page } = ports
      engine.dispatch({ kind: 'page-began', muted: page.muted() })
      const [server, needed, now] = await Promise.all([
        session.server(),
        bundled.needed(),
        bundled.now(),
        settings.start(),
      ])
      if (demo !== null) begin(server, demo)
      else if (needed) firstRun.open(false)
      else if (now !== null && now.mode !== 'off' && now.state !== 'running') firstRun.resume(now)
      else begin(server, demo)
    },
    close() {
      disconnect()
      stopLeaving()
      leaveDesktop()
      for (const part of [outside, gettingStarted, settings, firstRun]) part.close()
      closePorts(ports)
    },
  }
}

/** True when calls are up that the next page takes over. */
function leavePage(engine: Engine): boolean {
  engine.dispatch({ kind: 'page-leaving' })
  return legsOf(engine.state()).length > 0
}

function closePorts({ voice, worker, server, sound, microphone }: Ports): void {
  voice.destroy()
  worker.destroy()
  server.disconnect()
  sound.stopRinging()
  microphone.close()
}
