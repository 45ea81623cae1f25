import type { StoreApi } from 'zustand/vanilla'
import { createDeskStore, show, type DeskStore } from '../stores/desk-store.ts'
import type { Actions } from './actions.ts'
import { createActions } from './engine/actions.ts'
import { connectPorts } from './engine/connect-ports.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import type { Ports } from './engine/ports.ts'
import { createRunner } from './engine/runner.ts'
import { createTwilioProvider } from './provider/twilio-provider.ts'

export interface Desk {
  readonly store: StoreApi<DeskStore>
  readonly actions: Actions
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
  })
  const run = createRunner(ports, engine.dispatch, engine.state)
  const disconnect = connectPorts(ports, engine.dispatch)
  return {
    store,
    engine,
    actions: createActions(engine.dispatch, createTwilioProvider(engine.dispatch, store)),
    async start(demo) {
      const server = await ports.session.server()
      ports.server.setUrl(server.url)
      engine.dispatch({ kind: 'start', demo, server })
    },
    close() {
      disconnect()
      ports.voice.destroy()
      ports.worker.destroy()
      ports.server.disconnect()
      ports.sound.stopRinging()
      ports.microphone.close()
    },
  }
}
