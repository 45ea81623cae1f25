import type { StoreApi } from 'zustand/vanilla'
import { legsOf } from '../domain/second-call.ts'
import { createDeskStore, show, type DeskStore } from '../stores/desk-store.ts'
import type { Actions } from './actions.ts'
import { connectDesktop } from './desktop/connect-desktop.ts'
import { createActions } from './engine/actions.ts'
import { connectPorts } from './engine/connect-ports.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import type { Ports } from './engine/ports.ts'
import { createRunner } from './engine/runner.ts'
import { createTwilioProvider } from './provider/twilio-provider.ts'
import { createFirstRunRoom, type FirstRunRoom } from './first-run/first-run-room.ts'
import { createSettingsRoom } from './settings/settings-actions.ts'
import { createAroundStore, type AroundStore } from './settings/settings-store.ts'
import type { ServerAddress } from '../domain/events.ts'
import type { SettingsActions } from './settings-view.ts'

export interface Desk {
  readonly store: StoreApi<DeskStore>
  readonly actions: Actions
  /** This machine's settings, and what is asked of the screens from outside. */
  readonly around: StoreApi<AroundStore>
  readonly settings: SettingsActions
  /** The assistant of the first start. */
  readonly firstRun: FirstRunRoom
  readonly engine: Engine
  /** Begins: restores the session, or enters the demo account that the address names. */
  start(demo: string | null): Promise<void>
  close(): void
}

/** Puts the desk together from its ports. */
export function compose(ports: Ports): Desk {
  const store = createDeskStore()
  const engine: Engine = createEngine({
    now: () => ports.clock.now(),
    run: (effect) => run(effect),
    onState: (state) => show(store, state),
    // A log is read beside others: by the time of day.
    onLog: (entry) => ports.desktop.log({ ...entry, at: ports.clock.wall() }),
  })
  const run = createRunner(ports, engine.dispatch, engine.state)
  const disconnect = connectPorts(ports, engine.dispatch)
  const stopLeaving = ports.page.onLeaving(() => {
    engine.dispatch({ kind: 'page-leaving' })
    return legsOf(engine.state()).length > 0
  })
  const actions = createActions(engine.dispatch, createTwilioProvider(engine.dispatch, store))
  const around = createAroundStore()
  const settings = createSettingsRoom({
    ports,
    store: around,
    chooseServer() {
      leave()
      firstRun.open(true)
    },
    keysMoved: () => engine.dispatch({ kind: 'hotkeys-moved' }),
  })
  const leaveDesktop = connectDesktop({
    desktop: ports.desktop,
    clock: ports.clock,
    desk: store,
    around,
    softphone: actions.softphone,
    woken: () => engine.dispatch({ kind: 'woken' }),
  })
  const leave = (): void => engine.dispatch({ kind: 'sign-out' })
  const firstRun = createFirstRunRoom(ports, {
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
    actions,
    around,
    settings: settings.actions,
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
      settings.close()
      firstRun.close()
      ports.voice.destroy()
      ports.worker.destroy()
      ports.server.disconnect()
      ports.sound.stopRinging()
      ports.microphone.close()
    },
  }
}
