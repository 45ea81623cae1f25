// What must be on the machine before anything else runs. Plain JavaScript for Node 20 and later, with no
// dependencies: it runs before `npm ci` has.
import { createHash } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const stamp = join(root, 'node_modules/.cordboard-lock')

/**
 * Installs the npm packages unless those of this very lock file are there.
 * @param {'stdout' | 'stderr'} say where the installation's messages go
 */
export function ensureNpmPackages(say = 'stdout') {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  // keytar is built against it; without it the installation goes on and secrets last for the session.
  ensureDebianPackages(['libsecret-1-dev'], 'to keep secrets in the system keychain', say)
  process[say].write('Installing npm packages…\n')
  npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], say)
  writeFileSync(stamp, wanted)
}

/** Runs npm with this Node, on every system. Throws when npm fails. */
function npm(args, say) {
  const cli = process.env.npm_execpath
  const [command, prefix] = cli ? [process.execPath, [cli]] : ['npm', []]
  const done = spawnSync(command, [...prefix, ...args], {
    cwd: root,
    stdio: ['ignore', process[say], 'inherit'],
    shell: !cli && process.platform === 'win32',
    // The binary is fetched on its own later, and only where it is needed.
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  })
  if (done.status !== 0) throw new Error(`npm ${args[0]} failed; its messages are above.`)
}

/**
 * Installs Debian packages where that is possible without a question, else names them.
 * @returns {string[]} those that are still missing
 */
export function ensureDebianPackages(names, purpose, say = 'stdout') {
  if (process.platform !== 'linux') return []
  const missing = names.filter((name) => !isInstalled(name))
  if (missing.length === 0) return []
  const privilege = aptPrivilege()
  if (privilege) {
    process[say].write(`Installing ${missing.join(', ')} (${purpose})…\n`)
    apt(privilege, ['update', '-qq'])
    apt(privilege, ['install', '-y', '-qq', '--no-install-recommends', ...missing])
  }
  const left = missing.filter((name) => !isInstalled(name))
  if (left.length > 0) {
    process[say].write(
      `Missing ${purpose}: ${left.join(', ')}. On Debian or Ubuntu: sudo apt-get install ${left.join(' ')}\n`,
    )
  }
  return left
}

function isInstalled(name) {
  try {
    const status = execFileSync('dpkg-query', ['-W', '-f=${Status}', name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return status.includes('ok installed')
  } catch {
    return false
  }
}

/** The command prefix with which apt-get may be run without asking, or null. */
function aptPrivilege() {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return null
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}

function apt(privilege, args) {
  const [command, ...rest] = [...privilege, 'apt-get', ...args]
  spawnSync(command, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
