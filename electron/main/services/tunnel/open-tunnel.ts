import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { readCloudflared, readTailscale, type TunnelLine } from './read-output.ts'
import type { TunnelName } from '../../../contract/bundled.ts'

/** Forwards Twilio’s webhooks to a port of this machine. */
export interface Tunnel {
  /** The public `https:` origin. */
  readonly url: string
  /** Resolves when the tunnel has ended, for any reason. */
  readonly ended: Promise<void>
  close(): void
}

export type OpenTunnel = typeof openTunnel

/** A quick tunnel opens within seconds or not at all. */
const TIMEOUT_MS = 30_000

interface TunnelProgram {
  readonly command: string
  readonly args: (port: number) => readonly string[]
  readonly read: (line: string) => TunnelLine
}

const programs: Record<Exclude<TunnelName, 'ngrok'>, TunnelProgram> = {
  cloudflared: {
    command: 'cloudflared',
    args: (port) => ['tunnel', '--no-autoupdate', '--url', `http://127.0.0.1:${port}`],
    read: readCloudflared,
  },
  tailscale: {
    command: 'tailscale',
    args: (port) => ['funnel', String(port)],
    read: readTailscale,
  },
}

/** `token` is the authtoken of ngrok. Rejects with a sentence that says what failed. */
export function openTunnel(kind: TunnelName, port: number, token: string | null): Promise<Tunnel> {
  return kind === 'ngrok' ? openNgrok(port, token) : openSpawned(programs[kind], port, TIMEOUT_MS)
}

/** Starts the program and waits for its address. */
export function openSpawned(
  recipe: TunnelProgram,
  port: number,
  timeoutMs: number,
): Promise<Tunnel> {
  const { command, args, read } = recipe
  const child = spawn(command, [...args(port)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const close = (): void => void child.kill()
  return new Promise((resolve, reject) => {
    let lastError = ''
    function fail(message: string): void {
      clearTimeout(timer)
      close()
      reject(new Error(lastError === '' ? message : lastError))
    }
    const timer = setTimeout(() => fail(`${command} gave no address in time`), timeoutMs)
    child.once('error', () => fail(`${command} could not be started`))
    child.once('close', () => fail(`${command} ended without an address`))
    readLines(child, (line) => {
      const said = read(line)
      if (said.kind === 'error') lastError = said.message
      if (said.kind !== 'url') return
      clearTimeout(timer)
      resolve({ url: said.url, ended: gone, close })
    })
  })
}

function readLines(child: ChildProcess, hear: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', hear)
  }
}

/** The part of ngrok’s package that is used. */
interface Ngrok {
  forward(options: { addr: number; authtoken: string }): Promise<{
    url(): string | null
    close(): Promise<void>
  }>
}

/** By ngrok’s own package: no program to install, and no token on a command line. */
async function openNgrok(port: number, token: string | null): Promise<Tunnel> {
  if (token === null) throw new Error('ngrok needs an authtoken')
  // An optional dependency with a native part: it is not bundled, and not available on every system.
  const name: string = '@ngrok/ngrok'
  const ngrok = await import(/* @vite-ignore */ name).then(
    // The cast: the types of the package are not installed.
    (loaded: unknown) => loaded as Ngrok,
    () => Promise.reject(new Error('The package @ngrok/ngrok is not installed')),
  )
  const listener = await ngrok.forward({ addr: port, authtoken: token })
  const url = listener.url()
  if (url === null) throw new Error('ngrok gave no address')
  return {
    url,
    // It reconnects automatically.
    ended: new Promise(() => undefined),
    close: () => void listener.close(),
  }
}
