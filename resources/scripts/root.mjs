import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** The project's own Node (24), which runs the server's TypeScript as it is. */
export const projectNode = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/**
 * The environment in which the project's tools run: its own Node and commands come first, and what Node has compiled
 * once is kept, which halves the start of a server.
 */
export function toolEnvironment() {
  const path = [dirname(projectNode), join(root, 'node_modules/.bin'), process.env.PATH].join(
    delimiter,
  )
  return { NODE_COMPILE_CACHE: join(root, 'out/compile-cache'), ...process.env, PATH: path }
}
