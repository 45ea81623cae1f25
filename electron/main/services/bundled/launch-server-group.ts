import { assertNever } from '../../../../server/contract/assert-never.ts'
import type { FirstAccount, FromHosted } from '../../../../server/contract/hosted.ts'
import type { PublicWay } from '../../../contract/bundled.ts'
import type { OpenTunnel } from '../tunnel/tunnel.ts'
import { createProcessGroup, type ProcessGroup } from './process-group.ts'
import type { Program, ProgramListeners, StartProgram } from './programs.ts'
import type { SandboxDescription, SandboxProcess } from './sandbox-process.ts'
import type {
  LaunchServerGroup,
  ServerGroupEvent,
  ServerAddresses,
  ServerFailureCode,
} from './server-group.ts'

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
  | {
      readonly kind: 'impossible'
      readonly code: ServerFailureCode
      readonly details: readonly string[]
    }

export interface LauncherDeps {
  /** What to start; called at each start. */
  readonly plan: () => Promise<LaunchPlan>
  readonly start: StartProgram
  /** The sandbox keeps running when the group ends. */
  readonly sandbox: SandboxProcess
  readonly openTunnel: OpenTunnel
  /** The usual port, or a free one if it is taken. */
  readonly findPort: () => Promise<number>
  /** The same for the published port, which serves webhooks and music only. */
  readonly findWebhookPort: () => Promise<number>
  /** The data folder of the server, by mode. */
  readonly dataFolder: (kind: 'sandbox' | 'twilio') => string
  readonly logLine: (line: string) => void
}

interface LaunchContext {
  readonly plan: Exclude<LaunchPlan, { kind: 'impossible' }>
  readonly port: number
  /** Null if nothing is published. */
  readonly webhookPort: number | null
  readonly sandbox: SandboxDescription | null
  readonly publicUrl: string | null
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
        group.fail('other', [reasonOf(error)])
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
    group.fail(plan.code, plan.details)
    return null
  }
  const port = await deps.findPort()
  const sandbox = plan.kind === 'sandbox' ? await startSandbox(deps, group) : null
  const webhookPort = plan.kind === 'twilio' ? await deps.findWebhookPort() : null
  const publicUrl =
    plan.kind === 'twilio' && webhookPort !== null
      ? await openPublicUrl(plan, webhookPort, deps, group)
      : null
  if (group.isEnding()) return null
  return startServer(deps, group, onEvent, { plan, port, webhookPort, sandbox, publicUrl })
}

async function startSandbox(deps: LauncherDeps, group: ProcessGroup) {
  const sandbox = await deps.sandbox.ensureRunning()
  if (sandbox === null) {
    group.fail('sandbox', [])
    return null
  }
  void sandbox.exited.then(() => group.fail('sandbox', []))
  return sandbox.description
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
    group.fail('tunnel', [reasonOf(error)])
    return null
  }
}

function startServer(
  deps: LauncherDeps,
  group: ProcessGroup,
  onEvent: (event: ServerGroupEvent) => void,
  context: LaunchContext,
) {
  const ears: ProgramListeners = {
    onMessage: (message) => answer(message),
    onOutputLine: () => undefined,
    onLogLine: deps.logLine,
  }
  const server = deps.start('server', [], ears)
  group.add({ exited: server.exited, end: () => server.send({ kind: 'stop' }), kill: server.kill })
  function answer(message: FromHosted): void {
    switch (message.kind) {
      case 'awake':
        server.send(toStartMessage(deps, context))
        return
      case 'ready':
        onEvent({ kind: 'ready', addresses: toAddresses(message.url, context) })
        return
      case 'failed':
        group.fail(message.failure, message.details)
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

function toStartMessage(deps: LauncherDeps, context: LaunchContext) {
  const { plan, port, webhookPort, sandbox, publicUrl } = context
  const settings = {
    CORDBOARD_PORT: String(port),
    CORDBOARD_DATA: deps.dataFolder(plan.kind),
    ...(plan.kind === 'twilio' ? { ...plan.variables, CORDBOARD_PROVISION: 'true' } : {}),
    ...(publicUrl === null ? {} : { CORDBOARD_PUBLIC_URL: publicUrl }),
    ...(webhookPort === null ? {} : { CORDBOARD_WEBHOOK_PORT: String(webhookPort) }),
  }
  const account = plan.kind === 'twilio' ? plan.account : null
  return { kind: 'start', settings, sandbox, account } as const
}

function toAddresses(url: string, { sandbox, publicUrl }: LaunchContext): ServerAddresses {
  return { url, publicUrl: publicUrl ?? url, customerPage: sandbox?.customerPage ?? null }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
