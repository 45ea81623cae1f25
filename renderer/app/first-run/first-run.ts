import { succeed } from '../../../server/contract/result.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BundledMode, BundledStatus, RunningMode } from '../../../electron/contract/bundled.ts'
import { type ServerResult } from '../../ports/result.ts'
import type { Ports } from '../engine/ports.ts'
import type {
  FirstRunActions,
  FirstRunView,
  JoinFailure,
  StartFailure,
} from '../../view/first-run-view.ts'
import { createTwilioSteps, desktopFailureCode } from './twilio-steps.ts'

export interface FirstRunState {
  /** Null when there is a server. */
  readonly view: FirstRunView | null
}

export interface FirstRun {
  readonly store: StoreApi<FirstRunState>
  readonly actions: FirstRunActions
  /** `canLeave`: there is a server to go back to. */
  open(canLeave: boolean): void
  /** Waits for the server of this machine, chosen at an earlier start. */
  resume(now: BundledStatus): void
  close(): void
}

/** The account that is signed in at once on the sandbox. */
const DEMO = 'ada'

interface FirstRunDeps {
  /** `url`: the server; `demo`: the account to sign in. */
  finished(url: string, demo: string | null): void
  /** The server of this machine was stopped, and no other is chosen. */
  lost(): void
}

/** The assistant that leads to a server, at the first start and for a change of server. */
export function createFirstRun(
  { bundled, session }: Pick<Ports, 'bundled' | 'session'>,
  { finished, lost }: FirstRunDeps,
): FirstRun {
  const store = createStore<FirstRunState>(() => ({ view: null }))
  const show = (view: FirstRunView | null): void => store.setState({ view })
  let canLeave = false
  let demo: string | null = null
  let mode: BundledMode | null = null

  function finish(url: string, demo: string | null): void {
    show(null)
    finished(url, demo)
  }

  function onBundledNow(now: BundledStatus): void {
    const stopped = now.mode === 'off' && mode !== 'off'
    mode = now.mode
    if (stopped && store.getState().view === null) void reviewNeed()
    else follow(now)
  }

  async function reviewNeed(): Promise<void> {
    if (!(await bundled.needed())) return
    lost()
    open(false)
  }

  function open(leavable: boolean): void {
    canLeave = leavable
    show({ kind: 'choose', canLeave })
  }

  /** Follows the requested server until it runs. */
  function follow(now: BundledStatus): void {
    const { view } = store.getState()
    if (view?.kind !== 'starting' || now.mode !== view.on) return
    if (now.state === 'running' && now.url !== null) {
      finish(now.url, demo)
    } else show({ ...view, failure: startFailureOf(now) ?? view.failure })
  }

  async function start(on: RunningMode, run: () => Promise<ServerResult<unknown>>): Promise<void> {
    const starting: FirstRunView = { kind: 'starting', on, failure: null }
    show(starting)
    demo = on === 'sandbox' ? DEMO : null
    const reply = await run()
    // Changes from before the step was shown are not reported again.
    const now = await bundled.now()
    if (now?.mode === on) follow(now)
    // No start to wait for, unless the person went back or a change has come meanwhile.
    else if (store.getState().view === starting)
      show({ ...starting, failure: toStartFailure(reply) })
  }

  const twilio = createTwilioSteps(
    { bundled },
    {
      show,
      view: () => store.getState().view,
      connected: () => start('twilio', async () => succeed({})),
    },
  )
  const stop = bundled.onChange(onBundledNow)
  return {
    store,
    actions: {
      trySandbox: () => void start('sandbox', () => bundled.run('sandbox')),
      ...twilio,
      toJoin: () => show({ kind: 'join', busy: false, failure: null }),
      back() {
        // Going back also stops a server that is starting.
        if (store.getState().view?.kind === 'starting') {
          canLeave = false
          void bundled.run('off')
        }
        show({ kind: 'choose', canLeave })
      },
      leave: () => show(null),
      join: (url) => void join(url, { bundled, session }, show, finish),
    },
    open,
    resume(now) {
      if (now.mode === 'off') return
      demo = null
      show({ kind: 'starting', on: now.mode, failure: startFailureOf(now) })
    },
    close: stop,
  }
}

/** Checks the address before it is chosen. */
async function join(
  url: string,
  { bundled, session }: Pick<Ports, 'bundled' | 'session'>,
  show: (view: FirstRunView) => void,
  finish: (url: string, demo: null) => void,
): Promise<void> {
  show({ kind: 'join', busy: true, failure: null })
  const failure = (failure: JoinFailure): void => show({ kind: 'join', busy: false, failure })
  const probed = await bundled.probe(url)
  if (!probed.ok) return failure(desktopFailureCode(probed))
  if (probed.value.found !== 'server') return failure(probed.value.found)
  const chosen = await session.setServer(probed.value.url)
  if (chosen.ok) finish(chosen.value, null)
  else failure(desktopFailureCode(chosen))
}

function startFailureOf(now: BundledStatus): StartFailure | null {
  if (now.failure === null) return null
  return { code: now.failure, details: now.details, givenUp: now.state === 'given-up' }
}

function toStartFailure(reply: ServerResult<unknown>): StartFailure {
  return { code: reply.ok ? 'failed' : desktopFailureCode(reply), details: [], givenUp: true }
}
