import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from '@playwright/test'

export interface DesktopSession {
  /** What programs of this session need in their environment. */
  readonly env: Readonly<Record<string, string>>
  /** Runs a program of this session to its end and returns its output. */
  run(command: string, args: readonly string[]): string
  /** Starts a program that runs as long as the session. */
  start(command: string, args: readonly string[], input?: string): ChildProcess
  close(): Promise<void>
}

/** The programs that a test needs and this machine lacks. */
export function missingPrograms(...names: readonly string[]): readonly string[] {
  return names.filter((name) => spawnSync('which', [name]).status !== 0)
}

/** A session bus and a home of its own, so that no test reads or writes the person's keyring. */
export async function startDesktopSession(): Promise<DesktopSession> {
  const home = mkdtempSync(join(tmpdir(), 'cordboard-session-'))
  const base = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: home }
  const children: ChildProcess[] = []
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    env: base,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.push(bus)
  const [address] = (await once(createInterface({ input: bus.stdout }), 'line')) as [string]
  const env = {
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_DATA_HOME: home,
    DBUS_SESSION_BUS_ADDRESS: address,
  }
  return {
    env,
    run(command, args) {
      return spawnSync(command, args, { env: { ...base, ...env }, encoding: 'utf8' }).stdout.trim()
    },
    start(command, args, input) {
      const child = spawn(command, args, {
        env: { ...base, ...env },
        stdio: ['pipe', 'pipe', 'ignore'],
      })
      children.push(child)
      child.stdin.end(input ?? '')
      return child
    },
    async close() {
      for (const child of children.toReversed()) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** An unlocked keyring on the session's bus, with its own password. */
export async function unlockKeyring(session: DesktopSession): Promise<void> {
  const options = ['--unlock', '--foreground', '--components=secrets']
  session.start('gnome-keyring-daemon', options, 'keyring password')
  const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/']
  const owner = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets']
  await expect.poll(() => session.run('dbus-send', [...bus, ...owner])).toContain('boolean true')
}
