import PQueue from 'p-queue'
import type { FirstAccount } from '../../../../server/contract/hosted.ts'
import type {
  BundledFailureCode,
  BundledMode,
  BundledStatus,
  RunningMode,
} from '../../../contract/bundled.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { Settings } from '../settings/settings.ts'
import type { OpenTunnel } from '../tunnel/open-tunnel.ts'
import { toServerVariables, type TwilioAccounts } from '../twilio-account/twilio-account.ts'
import { createServerGroupLauncher, type LaunchPlan } from './launch-server-group.ts'
import { createLogLines } from './log-lines.ts'
import type { StartProgram } from './programs.ts'
import { createSandboxProcess } from './sandbox-process.ts'
import type { Supervision } from './supervision.ts'
import { createSupervisor } from './supervisor.ts'
import { createTwilioSetup, type TwilioSetup } from './twilio-setup.ts'

export interface BundledServer extends TwilioSetup {
  status(): Promise<BundledStatus>
  /** The modes that may run here. */
  allowedModes(): readonly RunningMode[]
  /** Its address, or its last one; null while another server is used. */
  url(): string | null
  /** Starts it if an earlier choice says so. */
  resume(): void
  /** Stores the choice and applies it. */
  run(mode: BundledMode): Promise<void>
  onChange(listener: () => void): void
  /** Resolves when nothing of it runs. */
  close(): Promise<void>
}

export interface BundledServerDeps {
  readonly settings: Settings
  /** The modes that a policy allows. */
  readonly allowedModes: () => readonly RunningMode[]
  readonly accounts: TwilioAccounts
  readonly start: StartProgram
  readonly openTunnel: OpenTunnel
  readonly findPort: (usual: number) => Promise<number>
  readonly dataFolder: (kind: 'sandbox' | 'twilio') => string
  /** Endpoints in place of Twilio’s own, as variables of the server. */
  readonly endpoints: Readonly<Record<string, string>>
  /** What callers hear while they wait, as in `CORDBOARD_MUSIC`. Practice callers hear the default. */
  readonly music: string
  /** Called when the server at this address is no longer used. */
  readonly onServerLeft: (url: string) => Promise<unknown>
  readonly clock: Clock
  /** The file for the log lines of the server and the sandbox. */
  readonly logFile: { write(text: string): void }
  readonly log: Log
}

/** The port of the server, unless another program listens there. */
const USUAL_PORT = 4400
/** The same for webhooks only, which a tunnel or a proxy of IT publishes. */
const WEBHOOK_PORT = 4401

/** The bundled server: its mode, its state, and its Twilio account. */
export function createBundledServer(deps: BundledServerDeps): BundledServer {
  const { settings, accounts } = deps
  const lines = createLogLines(deps.logFile)
  const listeners: (() => void)[] = []
  /** The account that was just typed. It is passed on once and not stored. */
  let firstAccount: FirstAccount | null = null
  let lastUrl = `http://127.0.0.1:${USUAL_PORT}`
  // A chosen address wins, whether a person or a policy chose it.
  const mode = (): BundledMode =>
    settings.value('server.origin') === null ? settings.value('server.bundled') : 'off'
  const sandbox = createSandboxProcess({ start: deps.start, logLine: lines.add })
  const supervisor = createSupervisor({
    launch: createServerGroupLauncher({
      ...deps,
      sandbox,
      plan: () => planLaunch(deps, firstAccount, lines.hide),
      // The same port again, because the page and the keychain know the server by its address.
      findPort: () => deps.findPort(Number(new URL(lastUrl).port)),
      findWebhookPort: () => deps.findPort(WEBHOOK_PORT),
      logLine: lines.add,
    }),
    clock: deps.clock,
    log: deps.log,
  })
  supervisor.onChange((state) => {
    if (state.kind === 'running') {
      lastUrl = state.addresses.url
      firstAccount = null
    }
    for (const listener of listeners) listener()
  })

  const queue = new PQueue({ concurrency: 1 })

  async function stop(): Promise<void> {
    await supervisor.stop()
    await sandbox.close()
  }

  /** Applies the chosen mode, from a clean start. */
  async function apply(): Promise<void> {
    await stop()
    if (mode() !== 'off') supervisor.start()
  }

  let appliedMode = mode()
  // However it was chosen: here, by joining another server, by an import or by a policy.
  settings.onChange(() => {
    if (mode() === appliedMode) return
    appliedMode = mode()
    // The person who was signed in here is signed out now.
    if (appliedMode === 'off') void deps.onServerLeft(lastUrl)
    void queue.add(apply)
  })

  async function run(next: BundledMode): Promise<void> {
    const again = mode() === next
    // A chosen address would win over the bundled server.
    const origin = next === 'off' ? {} : { 'server.origin': null }
    settings.change({ 'server.bundled': next, ...origin })
    await (again ? queue.add(apply) : queue.onIdle())
  }

  return {
    ...createTwilioSetup({
      ...deps,
      async onConnected(way, account) {
        settings.change({ 'server.publicWay': way })
        firstAccount = account
        await run('twilio')
      },
      onForgotten: () => run('off'),
    }),
    run,
    resume() {
      if (mode() !== 'off') supervisor.start()
    },
    url: () => (mode() === 'off' ? null : lastUrl),
    allowedModes: deps.allowedModes,
    status: async () => ({
      mode: mode(),
      allowedModes: [...deps.allowedModes()],
      ...toStatus(supervisor.state()),
      account: await accounts.summarize(),
      lines: [...lines.list()],
    }),
    onChange: (listener) => void listeners.push(listener),
    close: stop,
  }
}

/** Plans what to start now. Hides the secrets first, before any log line can contain them. */
async function planLaunch(
  { settings, accounts, endpoints, music }: BundledServerDeps,
  account: FirstAccount | null,
  hide: (secrets: readonly string[]) => void,
): Promise<LaunchPlan> {
  if (settings.value('server.bundled') === 'sandbox') return { kind: 'sandbox' }
  const kept = await accounts.read()
  const way = settings.value('server.publicWay')
  if (kept === null) return toImpossible('credentials')
  if (way === null) return toImpossible('settings')
  const { tunnelToken } = kept
  hide([kept.authToken, kept.apiKeySecret, tunnelToken ?? ''])
  return {
    kind: 'twilio',
    variables: { ...toServerVariables(kept), CORDBOARD_MUSIC: music, ...endpoints },
    way,
    tunnelToken,
    account,
  }
}

function toImpossible(code: BundledFailureCode): LaunchPlan {
  return { kind: 'impossible', failure: { code, details: [] } }
}

function toStatus(
  state: Supervision,
): Omit<BundledStatus, 'mode' | 'allowedModes' | 'account' | 'lines'> {
  const addresses = state.kind === 'running' ? state.addresses : null
  const failure = 'failure' in state ? state.failure : null
  return {
    state: state.kind,
    url: addresses?.url ?? null,
    publicUrl: addresses?.publicUrl ?? null,
    customerPage: addresses?.customerPage ?? null,
    failure: failure?.code ?? null,
    details: [...(failure?.details ?? [])],
  }
}
