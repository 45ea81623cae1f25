// `npm start`: a whole contact centre on this machine, signed in as a demo agent. Runs on Node 20 and later with
// nothing installed yet.
import { spawn } from 'node:child_process'
import { ensureBuilt } from './build.mjs'
import { fetchElectron, findElectron } from './electron.mjs'
import { ensureNpmPackages } from './packages.mjs'
import { findFreePort } from './ports.mjs'
import { endWithStarter, firstJsonLine, startProcess, stopProcesses } from './processes.mjs'
import { projectNode, root, toolEnvironment } from './root.mjs'

const demoAgent = 'ada'
const usualPort = 4400

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0))
endWithStarter(() => void end(0))

try {
  ensureNpmPackages()
  ensureBuilt()
  await main()
} catch (error) {
  if (!stopping) {
    console.error(error.message)
    await end(1)
  }
}

async function main() {
  const ready = await startServer()
  const address = `${ready.server}/#demo=${demoAgent}`
  console.log(`\nCordboard is running. Signed in as ${demoAgent}:  ${address}`)
  if (ready.sandbox) {
    const numbers = ready.sandbox.phoneNumbers.map((number) => number.phoneNumber).join(', ')
    console.log(`Be the customer:  ${ready.sandbox.customerPage}  (dial ${numbers})`)
    console.log(`See what happens: ${ready.sandbox.consolePage}`)
  }
  console.log('Ctrl-C ends everything.\n')
  openPhone(ready, address)
}

async function startServer() {
  const port = process.env.CORDBOARD_PORT ?? String(await findFreePort(usualPort))
  const server = startProcess(projectNode, ['server/main.ts'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      CORDBOARD_LOG_LEVEL: 'warn',
      ...toolEnvironment(),
      CORDBOARD_PORT: port,
      CORDBOARD_TIED: '1',
    },
  })
  const ready = await firstJsonLine(server, 'The server')
  server.once('exit', (code) => void end(code ?? 1))
  return ready
}

function openPhone(ready, address) {
  if (!hasDisplay()) {
    console.log('This machine has no display: open the address above in a browser.')
    return
  }
  const electron = findElectron() ?? (fetchElectron() ? findElectron() : null)
  if (electron) return openElectron(electron, ready)
  console.log('The Electron program cannot be had here, so the web phone opens in the browser.')
  openBrowser(address)
}

function openElectron(electron, ready) {
  // Chromium's sandbox refuses to run as root, as in containers.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = startProcess(electron, [...asRoot, root], {
    cwd: root,
    // Chromium's own words about the machine's sound and message bus would bury the address.
    stdio: ['ignore', 'ignore', process.env.CORDBOARD_LOG_LEVEL ? 'inherit' : 'ignore'],
    env: {
      ...toolEnvironment(),
      CORDBOARD_SERVER_URL: ready.server,
      CORDBOARD_DEMO: demoAgent,
      CORDBOARD_LOOPBACK_MEDIA: '1',
    },
  })
  app.once('exit', () => {
    if (!stopping) console.log('The app was closed.')
    void end(0)
  })
}

function openBrowser(address) {
  const [command, args] = {
    darwin: ['open', [address]],
    win32: ['cmd', ['/c', 'start', '', address.replace(/&/g, '^&')]],
  }[process.platform] ?? ['xdg-open', [address]]
  const opener = spawn(command, args, { stdio: 'ignore', detached: true })
  opener.once('error', () => console.log('No browser could be started: open the address above.'))
  opener.unref()
}

function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

async function end(code) {
  if (stopping) return
  stopping = true
  await stopProcesses()
  process.exit(code)
}
