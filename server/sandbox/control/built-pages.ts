import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Every page, by its address below `/sandbox`. */
export const sandboxPages = [
  { path: '/', file: 'console.html' },
  { path: '/customer', file: 'customer.html' },
] as const

/** What Vite makes of the pages, by name from their folder: `console.html`, `assets/….js`. */
export type PageFiles = ReadonlyMap<string, Uint8Array>

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** In the desktop, the sandbox is one bundled file with its pages beside it. */
const BUNDLED = here('./sandbox-pages')
const BUILT = here('../out/pages')
const CONFIG = here('../vite.config.ts')
const SOURCES = [here('../pages'), CONFIG]

/**
 * The files of the pages. From sources, they are built first when they are missing or older than their source. Rejects
 * with what to do where that is impossible.
 */
export async function loadPages(): Promise<PageFiles> {
  const bundled = await readFolder(BUNDLED).catch(() => null)
  if (bundled) return bundled
  const built = await readFolder(BUILT).catch(() => null)
  if (built && (await isFresh())) return built
  const vite = findVite()
  if (vite) return await build(vite)
  if (built) return built
  throw new Error('The pages are not built, and Vite is missing: run npm ci, then npm run build.')
}

async function readFolder(folder: string): Promise<PageFiles> {
  const files = await filesIn(folder)
  const read = files.map(async (file): Promise<[string, Uint8Array]> => {
    return [relative(folder, file).split(sep).join('/'), await readFile(file)]
  })
  return new Map(await Promise.all(read))
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

async function isFresh(): Promise<boolean> {
  try {
    const sources = (await Promise.all(SOURCES.map(filesIn))).flat()
    const changes = await Promise.all(sources.map(async (file) => (await stat(file)).mtimeMs))
    return (await stat(join(BUILT, sandboxPages[0].file))).mtimeMs > Math.max(...changes)
  } catch {
    // Without their sources they cannot be old.
    return true
  }
}

function findVite(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve('vite/package.json')
    return join(dirname(manifest), 'bin/vite.js')
  } catch {
    return null
  }
}

/** Builds in a folder of this process alone, because other sandboxes may build at the same time. */
async function build(vite: string): Promise<PageFiles> {
  const folder = `${BUILT}-${process.pid}`
  try {
    const args = [vite, 'build', '--config', CONFIG, '--outDir', folder, '--logLevel', 'error']
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) throw new Error('The pages cannot be built; Vite says why on standard error.')
    const files = await readFolder(folder)
    await rm(BUILT, { recursive: true, force: true })
    // Another sandbox may have put its own there meanwhile, which is the same.
    await rename(folder, BUILT).catch(() => {})
    return files
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
