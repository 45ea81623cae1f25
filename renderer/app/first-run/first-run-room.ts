import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BundledNow, SetupAnswer } from '../../../electron/contract/bundled.ts'
import type { Result } from '../../ports/result.ts'
import type { Ports } from '../engine/ports.ts'
import type {
  FirstRunActions,
  FirstRunView,
  SetupTrouble,
  StartTrouble,
} from '../first-run-view.ts'

export interface FirstRunStore {
  /** Null when there is a server. */
  readonly view: FirstRunView | null
}

export interface FirstRunRoom {
  readonly store: StoreApi<FirstRunStore>
  readonly actions: FirstRunActions
  open(): void
  close(): void
}

/** On the sandbox, this one is signed in at once. */
const DEMO = 'ada'

/** The assistant of the first start. `finished` is told where the server is, and who is to be signed in there. */
export function createFirstRunRoom(
  { bundled, session }: Pick<Ports, 'bundled' | 'session'>,
  finished: (url: string, demo: string | null) => void,
): FirstRunRoom {
  const store = createStore<FirstRunStore>(() => ({ view: null }))
  let credentials: Extract<FirstRunView, { kind: 'credentials' }> = {
    kind: 'credentials',
    remembered: true,
    busy: false,
    trouble: null,
  }
  const show = (view: FirstRunView | null): void => store.setState({ view })

  function finish(url: string, demo: string | null): void {
    show(null)
    finished(url, demo)
  }

  /** Follows the server that was asked for until it runs. */
  function follow(now: BundledNow): void {
    const { view } = store.getState()
    if (view?.kind !== 'starting' || now.mode !== view.on) return
    if (now.state === 'running' && now.url !== null) {
      finish(now.url, view.on === 'sandbox' ? DEMO : null)
    } else show({ ...view, trouble: troubleOf(now) ?? view.trouble })
  }

  async function start(on: 'sandbox' | 'twilio', run: () => Promise<unknown>): Promise<void> {
    show({ kind: 'starting', on, trouble: null })
    await run()
    // What was told before the step was shown is not told again.
    const now = await bundled.now()
    if (now !== null) follow(now)
  }

  async function askCredentials(): Promise<void> {
    show(credentials)
    const remembered = (await bundled.now())?.account.remembered ?? false
    credentials = { ...credentials, remembered }
    if (store.getState().view?.kind === 'credentials') show(credentials)
  }

  async function check(accountSid: string, authToken: string): Promise<void> {
    show({ ...credentials, busy: true })
    const reply = await bundled.look({ accountSid, authToken })
    const answer = reply.ok ? reply.value : null
    if (answer?.kind === 'looked') show({ ...answer, kind: 'plan', busy: false, trouble: null })
    else show({ ...credentials, trouble: setupTrouble(reply) })
  }

  async function connect(request: Parameters<FirstRunActions['connect']>[0]): Promise<void> {
    const { view } = store.getState()
    if (view?.kind !== 'plan' || view.busy) return
    show({ ...view, busy: true, trouble: null })
    const reply = await bundled.connect(request)
    if (reply.ok && reply.value.kind === 'applied') await start('twilio', async () => undefined)
    else show({ ...view, busy: false, trouble: setupTrouble(reply) })
  }

  async function join(url: string): Promise<void> {
    show({ kind: 'join', busy: true, trouble: null })
    const reply = await bundled.probe(url)
    const found = reply.ok ? reply.value.found : 'unreachable'
    const chosen = reply.ok && found === 'server' ? await session.setServer(reply.value.url) : null
    if (chosen?.ok) finish(chosen.value, null)
    else show({ kind: 'join', busy: false, trouble: found === 'server' ? 'invalid' : found })
  }

  const stop = bundled.onChange(follow)
  return {
    store,
    actions: {
      trySandbox: () => void start('sandbox', () => bundled.run('sandbox')),
      toTwilio: () => void askCredentials(),
      toJoin: () => show({ kind: 'join', busy: false, trouble: null }),
      back() {
        // A server that is being started, or tried again and again, is not wanted any more.
        if (store.getState().view?.kind === 'starting') void bundled.run('off')
        show({ kind: 'choose' })
      },
      check: (accountSid, authToken) => void check(accountSid, authToken),
      connect: (request) => void connect(request),
      join: (url) => void join(url),
    },
    open: () => show({ kind: 'choose' }),
    close: stop,
  }
}

function setupTrouble(reply: Result<SetupAnswer>): SetupTrouble {
  if (reply.ok && reply.value.kind === 'failed') {
    const { fault, message } = reply.value
    return { fault, message }
  }
  // What the desktop's contract refuses is a SID or a token that cannot be one.
  const invalid = !reply.ok && reply.error.code === 'invalid-request'
  return { fault: invalid ? 'wrong-credentials' : 'refused', message: '' }
}

function troubleOf(now: BundledNow): StartTrouble | null {
  if (now.fault === null) return null
  return { fault: now.fault, details: now.details, givenUp: now.state === 'given-up' }
}
