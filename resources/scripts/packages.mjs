// What must be on the machine before anything else runs. Plain JavaScript for Node 20 and later, with no
// dependencies: it runs before `npm ci` has.
import { createHash } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** What the project uses of Debian and Ubuntu beside Node. Without them it runs, with less. */
export const debianPackages = {
  // keytar is built against it; without it the installation goes on and secrets last for the session.
  keychain: { names: ['libsecret-1-dev'], purpose: 'to keep secrets in the system keychain' },
  browser: {
    names: ['chromium', 'xvfb', 'xauth'],
    purpose: 'to run the browser and desktop tests',
  },
  desktop: {
    names: 'dbus dbus-x11 gnome-keyring libsecret-tools openbox xdotool dunst strace'.split(' '),
    purpose: 'to test the keychain, hotkeys, notifications and connections',
  },
}

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
  const { keychain } = debianPackages
  ensureDebianPackages(keychain.names, keychain.purpose, say)
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
 * Looks for Debian packages. Missing ones are installed where nobody could be asked, as under continuous integration;
 * elsewhere they are named, and `npm run setup` installs them.
 * @returns {string[]} those that are still missing
 */
export function ensureDebianPackages(names, purpose, say = 'stdout') {
  const missing = missingDebianPackages(names)
  if (missing.length > 0 && mayInstallUnasked()) installDebianPackages(missing, purpose, say)
  const left = missing.filter((name) => !isInstalled(name))
  if (left.length > 0) {
    process[say].write(`Missing ${purpose}: ${left.join(', ')}. \`npm run setup\` installs them.\n`)
  }
  return left
}

/** Those of the packages that this machine lacks; none where there are no Debian packages. */
export function missingDebianPackages(names) {
  return hasApt() ? names.filter((name) => !isInstalled(name)) : []
}

/**
 * Installs Debian packages with `sudo` where that is needed.
 * @param {boolean} mayAsk whether sudo may ask for a password
 */
export function installDebianPackages(names, purpose, say = 'stdout', mayAsk = false) {
  const privilege = aptPrivilege(mayAsk)
  if (privilege === null) return
  process[say].write(`Installing ${names.join(', ')} (${purpose})…\n`)
  apt(privilege, ['update', '-qq'])
  apt(privilege, ['install', '-y', '-qq', '--no-install-recommends', ...names])
}

/**
 * True under continuous integration (`CI` is set), and as root without a terminal: a container, whose owner sees no
 * question and has nothing there to lose. Not every such machine sets `CI`.
 */
export function mayInstallUnasked({ env, uid, isTerminal } = machine()) {
  return Boolean(env.CI) || (uid === 0 && !isTerminal)
}

function machine() {
  const isTerminal = Boolean(process.stdin.isTTY || process.stdout.isTTY)
  return { env: process.env, uid: process.getuid?.(), isTerminal }
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

function hasApt() {
  return process.platform === 'linux' && spawnSync('apt-get', ['--version']).status === 0
}

/** The words to put before `apt-get`, or null where it may not be run. */
function aptPrivilege(mayAsk) {
  if (process.getuid?.() === 0) return []
  if (mayAsk) return ['sudo']
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}

function apt(privilege, args) {
  const [command, ...rest] = [...privilege, 'apt-get', ...args]
  spawnSync(command, rest, {
    stdio: ['inherit', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
