// `npm run dev`: sandbox, server and page on this machine while their code changes. The server starts again after a change,
// the page is replaced in place. `npm run dev:desktop` shows the desktop in place of the browser's page.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { forgetBuild } from './build.mjs'
import { fetchElectron, findElectron } from './electron.mjs'
import { ensureNpmPackages } from './packages.mjs'
import { findFreePort } from './ports.mjs'
import { endWithStarter, firstJsonLine, startProcess, stopProcesses } from './processes.mjs'
import { projectNode, root, toolEnvironment } from './root.mjs'

const demoAgent = 'ada'
const isDesktop = process.argv.includes('--desktop')
// A new sandbox knows nothing of an older one's calls, so each run has a store of its own.
const data = mkdtempSync(join(tmpdir(), 'cordboard-dev-'))

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0))
endWithStarter(() => void end(0))

try {
  ensureNpmPackages()
  await main()
} catch (error) {
  if (!stopping) {
    console.error(error.message)
    await end(1)
  }
}

async function main() {
  const serverPort = process.env.CORDBOARD_PORT ?? String(await findFreePort(4400))
  const pagePort = String(await findFreePort(5173))
  const server = `http://127.0.0.1:${serverPort}`
  const page = `http://127.0.0.1:${pagePort}`
  const electron = isDesktop ? (findElectron() ?? (fetchElectron() && findElectron())) : null
  if (isDesktop && !electron)
    throw new Error('The Electron program cannot be had here: npm run dev.')
  const start = Date.now()
  const pageReady = isDesktop ? null : startPage(server, pagePort)
  const sandbox = await startSandbox()
  await startServer(sandbox, serverPort)
  await pageReady
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  console.log(`\nReady in ${seconds} s.`)
  if (!isDesktop) console.log(`Signed in as ${demoAgent}:  ${page}/#demo=${demoAgent}`)
  console.log(`Be the customer:   ${sandbox.customerPage}`)
  console.log(`See what happens:  ${sandbox.consolePage}`)
  console.log('Ctrl-C ends everything.\n')
  if (electron) startDesktop(electron, server)
}

function startSandbox() {
  return firstJsonLine(start('server/sandbox/main.ts', [], {}), 'The sandbox')
}

async function startServer(sandbox, port) {
  const server = start('server/dev.ts', ['--watch', '--watch-preserve-output'], {
    CORDBOARD_LOG_LEVEL: 'warn',
    ...process.env,
    CORDBOARD_PORT: port,
    CORDBOARD_DATA: data,
    // The same after each start, so that nobody has to sign in again.
    CORDBOARD_TOKEN_SECRET: randomBytes(32).toString('hex'),
    CORDBOARD_DEV_SANDBOX: JSON.stringify(sandbox),
  })
  await firstJsonLine(server, 'The server')
  server.stdout.on('data', (text) => {
    for (const line of text.split('\n')) {
      if (line.startsWith('{')) console.log('The server has started again.')
      else if (line !== '') console.log(line)
    }
  })
}

/** Starts one of the project's programs on its own Node. */
function start(program, flags, environment) {
  const child = startProcess(projectNode, [...flags, program], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...toolEnvironment(), ...environment },
  })
  child.once('exit', (code) => void end(code ?? 1))
  return child
}

/** Serves the web phone with hot reload. Resolves when it answers. */
async function startPage(server, port) {
  const vite = ['node_modules/vite/bin/vite.js', '--config', 'vite.web.config.ts']
  const options = ['--host', '127.0.0.1', '--port', port, '--strictPort', '--logLevel', 'warn']
  const child = startProcess(projectNode, [...vite, ...options], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...toolEnvironment(), CORDBOARD_SERVER_URL: server },
  })
  child.once('exit', (code) => void end(code ?? 1))
  await untilServed(`http://127.0.0.1:${port}/`)
}

async function untilServed(url) {
  const reply = await fetch(url).catch(() => null)
  if (reply?.ok || stopping) return
  await setTimeout(50)
  await untilServed(url)
}

/** electron-vite serves the pages, builds main and preload, and starts the program again when main changes. */
function startDesktop(electron, server) {
  forgetBuild()
  // Chromium's sandbox refuses to run as root, as in containers.
  const asRoot = process.getuid?.() === 0 ? ['--noSandbox'] : []
  const vite = ['node_modules/electron-vite/bin/electron-vite.js', 'dev', '--watch']
  const child = startProcess(projectNode, [...vite, ...asRoot], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...toolEnvironment(),
      ELECTRON_EXEC_PATH: electron,
      CORDBOARD_SERVER_URL: server,
      CORDBOARD_DEMO: demoAgent,
      CORDBOARD_LOOPBACK_MEDIA: '1',
      // Its settings and windows are not those of an installed Cordboard.
      CORDBOARD_USER_DATA: join(data, 'desktop'),
    },
  })
  child.once('exit', (code) => void end(code ?? 1))
}

async function end(code) {
  if (stopping) return
  stopping = true
  await stopProcesses()
  rmSync(data, { recursive: true, force: true })
  process.exit(code)
}
