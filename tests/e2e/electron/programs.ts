import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'

/** The process that runs one of the programs which the desktop brings along, by the process table. */
export async function programPid(
  app: ElectronApplication,
  name: 'server' | 'sandbox',
): Promise<number | null> {
  const byName = await app.evaluate(
    ({ app }, title) => app.getAppMetrics().find((each) => each.name === title)?.pid ?? null,
    `Cordboard ${name}`,
  )
  const children = descendantsOf(await app.evaluate(() => process.pid))
  // Started by a Node of this machine it is an ordinary child.
  const forked = children.find((pid) => commandLine(pid).includes(join('out/server', `${name}.js`)))
  return byName ?? forked ?? null
}

/** The arguments and the environment of the desktop and of whatever it has started. */
export async function processTexts(app: ElectronApplication): Promise<string> {
  const own = await app.evaluate(() => process.pid)
  const texts = [own, ...descendantsOf(own)].flatMap((pid) => [commandLine(pid), environ(pid)])
  return texts.join('\n')
}

/** The files of a folder that hold a secret, at any depth. */
export function filesHolding(folder: string, secret: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(secret))
}

/** A child belongs to the thread that has started it. */
function descendantsOf(pid: number): readonly number[] {
  const children = threadsOf(pid)
    .flatMap((thread) => readProc(pid, `task/${thread}/children`).split(' '))
    .filter((each) => each !== '')
    .map(Number)
  return children.concat(children.flatMap(descendantsOf))
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

function commandLine(pid: number): string {
  return readProc(pid, 'cmdline').replaceAll('\0', ' ')
}

function environ(pid: number): string {
  return readProc(pid, 'environ')
}

/** Empty for a process that has ended meanwhile. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
