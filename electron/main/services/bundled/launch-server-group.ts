import { assertNever } from '../../../../server/contract/assert-never.ts'
import type { FirstAccount, FromHosted, ToHosted } from '../../../../server/contract/hosted.ts'
import type { PublicWay } from '../../../contract/bundled.ts'
import { reasonOf } from '../../log.ts'
import type { OpenTunnel } from '../tunnel/open-tunnel.ts'
import { createProcessGroup, type ProcessGroup } from './process-group.ts'
import type { Program, StartProgram } from './programs.ts'
import type { SandboxDescription, SandboxProcess } from './sandbox-process.ts'
import type { LaunchServerGroup, ServerFailure, ServerGroupEvent } from './server-group.ts'

export type LaunchPlan =
  | { readonly kind: 'sandbox' }
  | {
      readonly kind: 'twilio'
      /** The variables of the account, secrets included. */
      readonly variables: Readonly<Record<string, string>>
      readonly way: PublicWay
      readonly tunnelToken: string | null
      readonly account: FirstAccount | null
    }
  | { readonly kind: 'impossible'; readonly failure: ServerFailure }

export interface LauncherDeps {
  /** Called at each start. */
  readonly plan: () => Promise<LaunchPlan>
  readonly start: StartProgram
  /** The sandbox keeps running when the group ends. */
  readonly sandbox: SandboxProcess
  readonly openTunnel: OpenTunnel
  /** The usual port, or a free one if it is taken. */
  readonly findPort: () => Promise<number>
  /** The same for the published port, which serves webhooks only. */
  readonly findWebhookPort: () => Promise<number>
  readonly dataFolder: (kind: 'sandbox' | 'twilio') => string
  readonly logLine: (line: string) => void
}

/** What the server is started with, besides its own port and its data folder. */
interface LaunchContext {
  readonly settings: Readonly<Record<string, string>>
  readonly sandbox: SandboxDescription | null
  readonly publicUrl: string | null
  readonly account: FirstAccount | null
}

/**
 * Starts what the plan says: first the sandbox or the tunnel, then the server, which gets their addresses in a
 * message.
 */
export function createServerGroupLauncher(deps: LauncherDeps): LaunchServerGroup {
  return (onEvent) => {
    const group = createProcessGroup(onEvent)
    let server: Program | null = null
    async function launch(): Promise<void> {
      try {
        server = await launchGroup(deps, group, onEvent)
      } catch (error) {
        group.fail({ code: 'other', details: [reasonOf(error)] })
      } finally {
        group.complete()
      }
    }
    void launch()
    return {
      ping: () => server?.send({ kind: 'ping' }),
      end: group.end,
      kill() {
        group.kill()
        // A sandbox that has not reported its address would otherwise be waited for.
        if (server === null) void deps.sandbox.close()
      },
    }
  }
}

async function launchGroup(
  deps: LauncherDeps,
  group: ProcessGroup,
  onEvent: (event: ServerGroupEvent) => void,
) {
  const plan = await deps.plan()
  if (plan.kind === 'impossible') {
    group.fail(plan.failure)
    return null
  }
  const port = await deps.findPort()
  const context =
    plan.kind === 'sandbox' ? await startSandbox(deps, group) : await publish(deps, group, plan)
  if (context === null || group.isEnding()) return null
  const { settings, sandbox, account } = context
  const own = { CORDBOARD_PORT: String(port), CORDBOARD_DATA: deps.dataFolder(plan.kind) }
  const start = { kind: 'start', settings: { ...own, ...settings }, sandbox, account } as const
  return startServer(deps, group, onEvent, start, context)
}

/** Null if it fails; the group knows why. */
async function startSandbox(
  deps: LauncherDeps,
  group: ProcessGroup,
): Promise<LaunchContext | null> {
  const failure = { code: 'sandbox', details: [] } as const
  const sandbox = await deps.sandbox.ensureRunning()
  if (sandbox === null) {
    group.fail(failure)
    return null
  }
  void sandbox.exited.then(() => group.fail(failure))
  return { settings: {}, sandbox: sandbox.description, publicUrl: null, account: null }
}

/** Opens the way by which Twilio reaches the server. Null if it fails; the group knows why. */
async function publish(
  deps: LauncherDeps,
  group: ProcessGroup,
  plan: Extract<LaunchPlan, { kind: 'twilio' }>,
): Promise<LaunchContext | null> {
  const port = await deps.findWebhookPort()
  const publicUrl = await openPublicUrl(plan, port, deps, group)
  if (publicUrl === null) return null
  const settings = {
    ...plan.variables,
    CORDBOARD_PROVISION: 'true',
    CORDBOARD_PUBLIC_URL: publicUrl,
    CORDBOARD_WEBHOOK_PORT: String(port),
  }
  return { settings, sandbox: null, publicUrl, account: plan.account }
}

async function openPublicUrl(
  { way, tunnelToken }: Extract<LaunchPlan, { kind: 'twilio' }>,
  port: number,
  { openTunnel }: LauncherDeps,
  group: ProcessGroup,
): Promise<string | null> {
  if (way.kind === 'given') return way.url
  try {
    const tunnel = await openTunnel(way.by, port, tunnelToken)
    group.add({ exited: tunnel.ended, end: tunnel.close, kill: tunnel.close })
    return tunnel.url
  } catch (error) {
    group.fail({ code: 'tunnel', details: [reasonOf(error)] })
    return null
  }
}

function startServer(
  deps: LauncherDeps,
  group: ProcessGroup,
  onEvent: (event: ServerGroupEvent) => void,
  start: ToHosted,
  { publicUrl, sandbox }: LaunchContext,
) {
  const server = deps.start('server', [], { onMessage, onLogLine: deps.logLine })
  group.add({ exited: server.exited, end: () => server.send({ kind: 'stop' }), kill: server.kill })
  function onMessage(message: FromHosted): void {
    switch (message.kind) {
      case 'awake':
        server.send(start)
        return
      case 'ready': {
        const { url } = message
        const customerPage = sandbox?.customerPage ?? null
        onEvent({ kind: 'ready', addresses: { url, publicUrl: publicUrl ?? url, customerPage } })
        return
      }
      case 'failed':
        group.fail({ code: message.failure, details: message.details })
        return
      case 'pong':
        onEvent({ kind: 'pong' })
        return
      // An answer to a request that is not sent here.
      case 'set-up':
        return
      default:
        assertNever(message)
    }
  }
  return server
}
