import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'
import type { WorkerEvent } from '../../domain/model/events.ts'
import type { Activity, NetworkAddress } from '../../domain/model/connection-state.ts'
import { addressOfUrl } from '../../ports/network-address.ts'
import type { WorkerPort } from '../../ports/worker-port.ts'
import { Listeners } from '../listeners.ts'
import type { MakeWorker, SdkActivity, SdkWorker } from './sdk.ts'

/** The SDK's default: its `Configuration` without a region. */
const twilioEventBridge: NetworkAddress = { host: 'event-bridge.twilio.com', port: 443 }

/** The Worker's options. The SDK knows Twilio's own addresses. */
export function workerOptions(
  endpoints: TwilioAccess['endpoints'],
): Readonly<Record<string, unknown>> {
  return {
    // Two desks would close each other's session for ever, because each comes back within a second.
    // Our server makes sure that an agent has one desk.
    closeExistingSessions: false,
    setWorkerOfflineIfDisconnected: true,
    logLevel: 'silent',
    ...(endpoints === undefined
      ? {}
      : { ebServer: endpoints.eventBridge.http, wsServer: endpoints.eventBridge.ws }),
  }
}

/** Presence through TaskRouter's SDK. */
export function createTaskRouterWorker(loadSdk: () => Promise<MakeWorker>): WorkerPort {
  const events = new Listeners<WorkerEvent>()
  const { emit } = events
  let worker: SdkWorker | null = null
  /** With a connection, the SDK knows how long a token lives. */
  let connected = false
  let generation = 0

  function follow(made: SdkWorker): void {
    const on = (
      event: 'ready' | 'activityUpdated' | 'disconnected' | 'tokenExpired',
      toEvent: () => WorkerEvent | null,
    ) =>
      made.on(event, () => {
        const happened = worker === made ? toEvent() : null
        if (happened !== null) emit(happened)
      })
    // Comes again after each reconnection, with everything read again.
    on('ready', () => {
      connected = true
      return readyOf(made)
    })
    on('activityUpdated', () =>
      made.activity === undefined
        ? null
        : { kind: 'worker-activity', current: activityOf(made.activity), ...sinceOf(made) },
    )
    on('disconnected', () => {
      connected = false
      return { kind: 'worker-disconnected' }
    })
    on('tokenExpired', () => ({ kind: 'worker-token-expired' }))
    // Without a listener the emitter throws. A lost socket comes back by itself.
    made.on('error', () => undefined)
  }

  function drop(): void {
    const before = worker
    worker = null
    connected = false
    before?.disconnect()
  }

  async function connect(access: TwilioAccess): Promise<void> {
    generation += 1
    const mine = generation
    drop()
    const makeWorker = await loadSdk()
    if (mine !== generation) return
    worker = makeWorker(access.token, workerOptions(access.endpoints))
    follow(worker)
  }

  return {
    connect,
    async updateToken(access) {
      // Before its first connection, the SDK (2.1.1) does not know how long a token lives: its timer's delay is
      // `NaN`, so each new token "expires" at once. While it connects again, it would open a second socket.
      if (connected) worker?.updateToken(access.token)
      else await connect(access)
    },
    addressOf: ({ endpoints }) =>
      (endpoints === undefined ? null : addressOfUrl(endpoints.eventBridge.ws)) ??
      twilioEventBridge,
    async setActivity(sid) {
      const activity = worker?.activities.get(sid)
      if (activity === undefined) return false
      return activity.setAsCurrent().then(
        () => true,
        () => false,
      )
    },
    destroy() {
      generation += 1
      drop()
    },
    onEvent: events.add,
  }
}

function readyOf(worker: SdkWorker): WorkerEvent | null {
  if (worker.activity === undefined) return null
  return {
    kind: 'worker-ready',
    activities: [...worker.activities.values()].map(activityOf),
    current: activityOf(worker.activity),
    ...sinceOf(worker),
  }
}

/** The SDK has an invalid date where TaskRouter sent none. */
function sinceOf({ dateStatusChanged }: SdkWorker): { readonly since?: string } {
  const known = dateStatusChanged !== null && !Number.isNaN(dateStatusChanged.getTime())
  return known ? { since: dateStatusChanged.toISOString() } : {}
}

function activityOf({ sid, name, available }: SdkActivity): Activity {
  return { sid, name, available }
}
