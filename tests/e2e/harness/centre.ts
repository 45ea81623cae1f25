import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { makePhone, type Phone, type PhoneBehaviour } from './phones.ts'
import { twilioOnSandbox } from './twilio.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export interface SandboxLine {
  readonly baseUrl: string
  readonly signalling: string
  readonly accountSid: string
  readonly authToken: string
  readonly workspaceSid: string
  readonly workflowSid: string
  readonly activities: Readonly<Record<string, string>>
  readonly taskQueues: Readonly<Record<string, string>>
  readonly phoneNumbers: readonly { readonly sid: string; readonly phoneNumber: string }[]
}

/** A whole contact centre of its own: server and sandbox on free ports, data in a folder that goes with it. */
export class Centre {
  readonly url: string
  readonly sandbox: SandboxLine
  readonly dataFolder: string
  readonly twilio: ReturnType<typeof twilioOnSandbox>
  readonly #log: readonly string[]
  readonly #end: () => Promise<void>
  #phones = 0

  constructor(
    ready: { server: string; sandbox: SandboxLine },
    dataFolder: string,
    log: readonly string[],
    end: () => Promise<void>,
  ) {
    this.url = ready.server
    this.sandbox = ready.sandbox
    this.dataFolder = dataFolder
    this.twilio = twilioOnSandbox(ready.sandbox)
    this.#log = log
    this.#end = end
  }

  /** The number that customers call. */
  get number(): string {
    const [first] = this.sandbox.phoneNumbers
    if (!first) throw new Error('The sandbox has no number.')
    return first.phoneNumber
  }

  get workspace() {
    return this.twilio.taskrouter.v1.workspaces(this.sandbox.workspaceSid)
  }

  phone(behaviour: PhoneBehaviour): Promise<Phone> {
    this.#phones += 1
    return this.phoneOf(`+1415555${String(2000 + this.#phones)}`, behaviour)
  }

  /** A phone of this number, in place of one that has it. */
  phoneOf(number: string, behaviour: PhoneBehaviour): Promise<Phone> {
    return makePhone(this.sandbox.baseUrl, number, behaviour)
  }

  /** How the next REST requests fail. */
  async restFault(fault: object): Promise<void> {
    const reply = await fetch(`${this.sandbox.baseUrl}/sandbox/rest-faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    })
    if (!reply.ok) throw new Error(await reply.text())
  }

  /** What the server and the sandbox have logged so far. */
  log(): string {
    return this.#log.join('\n')
  }

  close(): Promise<void> {
    return this.#end()
  }
}

/** Starts `npm run server`'s program as it is and waits until it says that it is ready. */
export async function startCentre(env: Readonly<Record<string, string>> = {}): Promise<Centre> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'cordboard-e2e-'))
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CORDBOARD_TIED: '1',
      CORDBOARD_PORT: '0',
      CORDBOARD_DATA: dataFolder,
      ...env,
    },
  })
  const log: string[] = []
  createInterface(child.stderr).on('line', (line) => log.push(line))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = async () => {
    child.kill('SIGTERM')
    await exited
    await rm(dataFolder, { recursive: true, force: true })
  }
  const ready = await new Promise<{ server: string; sandbox: SandboxLine }>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{'))
        resolve(JSON.parse(line) as { server: string; sandbox: SandboxLine })
    })
    void exited.then(() =>
      reject(new Error(`The server ended before it was ready:\n${log.join('\n')}`)),
    )
  })
  return new Centre(ready, dataFolder, log, end)
}
