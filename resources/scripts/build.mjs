import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectNode, root, toolEnvironment } from './root.mjs'

const stamp = join(root, 'out/.built')
const sources = [
  'electron',
  'renderer',
  'resources/sounds',
  'resources/icons',
  'server',
  'electron.vite.config.ts',
  'vite.policy.config.ts',
  'vite.react.config.ts',
  'vite.server.config.ts',
  'vite.web.config.ts',
  'package-lock.json',
]

/** Builds the desktop app, the server that it brings along, and the web phone, unless nothing has changed since the last build. */
export function ensureBuilt(say = 'stdout') {
  const newest = String(Math.max(...sources.map((path) => newestChange(join(root, path)))))
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === newest) return
  process[say].write('Building…\n')
  const quiet = ['--logLevel', 'warn']
  run(['node_modules/electron-vite/bin/electron-vite.js', 'build', ...quiet], say)
  for (const config of ['vite.server.config.ts', 'vite.web.config.ts']) {
    run(['node_modules/vite/bin/vite.js', 'build', '--config', config, ...quiet], say)
  }
  writeFileSync(stamp, newest)
}

/** The next `ensureBuilt` builds again: electron-vite's development build lies where a build lies. */
export function forgetBuild() {
  rmSync(stamp, { force: true })
}

function run(args, say) {
  const stdio = ['ignore', process[say], 'inherit']
  const done = spawnSync(projectNode, args, { cwd: root, stdio, env: toolEnvironment() })
  if (done.status !== 0) throw new Error('The build failed; its messages are above.')
}

/** Milliseconds of the newest change of a file at or below a path; what is built there does not count. */
function newestChange(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const names = readdirSync(path).filter((name) => name !== 'out' && name !== 'node_modules')
  return Math.max(0, ...names.map((name) => newestChange(join(path, name))))
}
