// Runs one of the project's TypeScript programs on its own Node, after installing what is missing:
// `node resources/scripts/run.mjs server/main.ts …`. Standard output is the program's alone. With `--asks` before its name the
// program gets what is typed; a server does not, because one in the background would be stopped by the terminal.
import { ensureBuilt } from './build.mjs'
import { ensureNpmPackages } from './packages.mjs'
import { endWithStarter, startProcess, stopProcesses } from './processes.mjs'
import { projectNode, root, toolEnvironment } from './root.mjs'

const [first, ...rest] = process.argv.slice(2)
const asks = first === '--asks'
const [program, ...args] = asks ? rest : [first, ...rest]

try {
  // What the installation says must not stand before a program's one line of JSON.
  ensureNpmPackages('stderr')
  if (program.startsWith('tests/')) ensureBuilt('stderr')
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

const child = startProcess(projectNode, [program, ...args], {
  cwd: root,
  stdio: ['pipe', 'inherit', 'inherit'],
  env: { ...toolEnvironment(), CORDBOARD_TIED: '1' },
})
if (asks) process.stdin.pipe(child.stdin, { end: false })
child.once('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopProcesses())
endWithStarter(() => void stopProcesses())
