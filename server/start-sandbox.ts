import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Environment } from './config/config.ts'

/*
 * The only file of the server that knows the sandbox. It starts one as a process, and turns what that prints into the
 * variables of a Twilio account.
 */

/** The line that the sandbox prints, as far as the server uses it. */
export const sandboxDescription = z.looseObject({
  baseUrl: z.url(),
  signalling: z.string(),
  eventBridge: z.looseObject({ http: z.url(), ws: z.url() }),
  accountSid: z.string(),
  authToken: z.string(),
  webhookKey: z.looseObject({ id: z.string(), secret: z.string() }),
  apiKeySid: z.string(),
  apiKeySecret: z.string(),
  workspaceSid: z.string(),
  workflowSid: z.string(),
  twimlAppSid: z.string(),
  phoneNumbers: z.array(z.looseObject({ phoneNumber: z.string() })).min(1),
  customerPage: z.url(),
})

export type SandboxDescription = z.infer<typeof sandboxDescription>

export interface RunningSandbox {
  readonly description: SandboxDescription
  readonly environment: Environment
  /** Resolves when the process has ended, for any reason. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

const START_MS = 20_000

/** Starts `server/sandbox` on a port (0: any). Throws when it does not come up. */
export async function startSandbox(port: number): Promise<RunningSandbox> {
  const script = join(import.meta.dirname, 'sandbox', 'main.ts')
  const child = spawn(process.execPath, [script, '--port', String(port)], {
    // It ends when its standard input closes, also when this process is killed.
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, CORDBOARD_TIED: '1' },
  })
  const ended = once(child, 'exit').then(() => undefined)
  const endWithUs = () => void child.kill()
  process.once('exit', endWithUs)
  const line = await firstLine(child)
  const description = sandboxDescription.parse(JSON.parse(line))
  return {
    description,
    environment: environmentOf(description),
    ended,
    async close() {
      process.removeListener('exit', endWithUs)
      if (child.exitCode === null) child.kill()
      await ended
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (stdout === null) throw new Error('the sandbox has no output')
  const lines = createInterface({ input: stdout })
  const signal = AbortSignal.timeout(START_MS)
  try {
    const line: unknown[] = await Promise.race([
      once(lines, 'line', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`the sandbox ended with exit code ${String(code)} before it was ready`)
      }),
    ])
    return String(line[0])
  } catch (error) {
    child.kill()
    throw error
  } finally {
    // What it prints later must not fill the pipe.
    lines.close()
    stdout.resume()
  }
}

/**
 * Tells the sandbox where each demo agent's web phone is, if it was built: its console and its customer page lead
 * there. Calls do not need these links, so a failure is not one of the server's.
 */
export async function linkPhones(
  { baseUrl }: SandboxDescription,
  server: string,
  agents: readonly { readonly username: string }[],
): Promise<void> {
  const links = agents.map(({ username }) => ({
    text: `Be ${username}`,
    url: `${server}/#demo=${encodeURIComponent(username)}`,
  }))
  try {
    if (!(await fetch(server)).ok) return
    await fetch(`${baseUrl}/sandbox/links`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ links }),
    })
  } catch {
    // The pages then have no links.
  }
}

/** The description as the variables that point the server at a Twilio account. */
export function environmentOf(said: SandboxDescription): Environment {
  return {
    TWILIO_ACCOUNT_SID: said.accountSid,
    TWILIO_AUTH_TOKEN: said.authToken,
    TWILIO_WEBHOOK_KEYS: `${said.webhookKey.id}:${said.webhookKey.secret}`,
    TWILIO_API_KEY_SID: said.apiKeySid,
    TWILIO_API_KEY_SECRET: said.apiKeySecret,
    TWILIO_WORKSPACE_SID: said.workspaceSid,
    TWILIO_WORKFLOW_SID: said.workflowSid,
    TWILIO_TWIML_APP_SID: said.twimlAppSid,
    TWILIO_CALLER_IDS: said.phoneNumbers.map(({ phoneNumber }) => phoneNumber).join(','),
    TWILIO_BASE_URL: said.baseUrl,
    TWILIO_SIGNALLING: said.signalling,
    TWILIO_EVENT_BRIDGE_HTTP: said.eventBridge.http,
    TWILIO_EVENT_BRIDGE_WS: said.eventBridge.ws,
  }
}
