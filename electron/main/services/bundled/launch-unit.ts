import type { FirstAccount, FromHosted } from '../../../../server/contract/hosted.ts'
import type { OpenTunnel, TunnelKind } from '../tunnel/tunnel.ts'
import { createCompany, type Company } from './company.ts'
import type { Program, ProgramEars, StartProgram } from './programs.ts'
import type { SandboxDescription, SandboxKeeper } from './sandbox-keeper.ts'
import type { LaunchUnit, UnitEvent, UnitFacts, UnitFault } from './unit.ts'

/** How Twilio is led to the server: by an address that IT gives, or by a program that is started for it. */
export type PublicWay =
  | { readonly kind: 'given'; readonly url: string }
  | { readonly kind: 'tunnel'; readonly by: TunnelKind }

export type UnitPlan =
  | { readonly kind: 'sandbox' }
  | {
      readonly kind: 'twilio'
      /** The variables of the account, secrets among them. */
      readonly variables: Readonly<Record<string, string>>
      readonly way: PublicWay
      readonly tunnelToken: string | null
      readonly account: FirstAccount | null
    }
  | { readonly kind: 'impossible'; readonly fault: UnitFault; readonly details: readonly string[] }

export interface UnitParts {
  /** What is to run now; asked at each start. */
  readonly plan: () => Promise<UnitPlan>
  readonly start: StartProgram
  /** The sandbox stays when the unit ends. */
  readonly sandbox: SandboxKeeper
  readonly openTunnel: OpenTunnel
  /** The usual port, or a free one where it is taken. */
  readonly findPort: () => Promise<number>
  /** The same for the port that is published: for webhooks and music alone. */
  readonly findWebhookPort: () => Promise<number>
  /** Where the server keeps its data, by what it runs on. */
  readonly dataFolder: (kind: 'sandbox' | 'twilio') => string
  readonly logLine: (line: string) => void
}

interface Beside {
  readonly plan: Exclude<UnitPlan, { kind: 'impossible' }>
  readonly port: number
  /** Null where nothing is published. */
  readonly webhookPort: number | null
  readonly sandbox: SandboxDescription | null
  readonly publicUrl: string | null
}

/** Starts what the plan says: sandbox or tunnel first, then the server, which is told of them by a message. */
export function createUnitLauncher(parts: UnitParts): LaunchUnit {
  return (hear) => {
    const company = createCompany(hear)
    let server: Program | null = null
    async function launch(): Promise<void> {
      try {
        server = await begin(parts, company, hear)
      } catch (error) {
        company.fail('other', [reasonOf(error)])
      } finally {
        company.complete()
      }
    }
    void launch()
    return {
      ping: () => server?.say({ kind: 'ping' }),
      end: company.end,
      kill() {
        company.kill()
        // One that has not said where it is would be waited for.
        if (server === null) void parts.sandbox.close()
      },
    }
  }
}

async function begin(parts: UnitParts, company: Company, hear: (event: UnitEvent) => void) {
  const plan = await parts.plan()
  if (plan.kind === 'impossible') {
    company.fail(plan.fault, plan.details)
    return null
  }
  const port = await parts.findPort()
  const sandbox = plan.kind === 'sandbox' ? await startSandbox(parts, company) : null
  const webhookPort = plan.kind === 'twilio' ? await parts.findWebhookPort() : null
  const publicUrl =
    plan.kind === 'twilio' && webhookPort !== null
      ? await openWay(plan, webhookPort, parts, company)
      : null
  if (company.ending()) return null
  return startServer(parts, company, hear, { plan, port, webhookPort, sandbox, publicUrl })
}

async function startSandbox(parts: UnitParts, company: Company) {
  const sandbox = await parts.sandbox.ensure()
  if (sandbox === null) {
    company.fail('sandbox', [])
    return null
  }
  void sandbox.gone.then(() => company.fail('sandbox', []))
  return sandbox.description
}

async function openWay(
  { way, tunnelToken }: Extract<UnitPlan, { kind: 'twilio' }>,
  port: number,
  { openTunnel }: UnitParts,
  company: Company,
): Promise<string | null> {
  if (way.kind === 'given') return way.url
  try {
    const tunnel = await openTunnel(way.by, port, tunnelToken)
    company.join({ gone: tunnel.gone, end: tunnel.close, kill: tunnel.close })
    return tunnel.url
  } catch (error) {
    company.fail('tunnel', [reasonOf(error)])
    return null
  }
}

function startServer(
  parts: UnitParts,
  company: Company,
  hear: (event: UnitEvent) => void,
  beside: Beside,
) {
  const ears: ProgramEars = {
    message: (message) => answer(message),
    out: () => undefined,
    log: parts.logLine,
  }
  const server = parts.start('server', [], ears)
  company.join({ gone: server.gone, end: () => server.say({ kind: 'stop' }), kill: server.kill })
  function answer(message: FromHosted): void {
    switch (message.kind) {
      case 'awake':
        server.say(startMessage(parts, beside))
        return
      case 'ready':
        hear({ kind: 'ready', facts: factsOf(message.url, beside) })
        return
      case 'failed':
        company.fail(message.fault, message.details)
        return
      case 'pong':
        hear({ kind: 'pong' })
        return
      // The answer to a question that was not asked here.
      case 'set-up':
    }
  }
  return server
}

function startMessage(parts: UnitParts, beside: Beside) {
  const { plan, port, webhookPort, sandbox, publicUrl } = beside
  const settings = {
    CORDBOARD_PORT: String(port),
    CORDBOARD_DATA: parts.dataFolder(plan.kind),
    ...(plan.kind === 'twilio' ? { ...plan.variables, CORDBOARD_PROVISION: 'true' } : {}),
    ...(publicUrl === null ? {} : { CORDBOARD_PUBLIC_URL: publicUrl }),
    ...(webhookPort === null ? {} : { CORDBOARD_WEBHOOK_PORT: String(webhookPort) }),
  }
  const account = plan.kind === 'twilio' ? plan.account : null
  return { kind: 'start', settings, sandbox, account } as const
}

function factsOf(url: string, { sandbox, publicUrl }: Beside): UnitFacts {
  return { url, publicUrl: publicUrl ?? url, customerPage: sandbox?.customerPage ?? null }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
