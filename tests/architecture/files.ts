import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './imports.ts'

const NOT_OURS = new Set(['.git', 'node_modules', 'out', 'dist', 'coverage', 'test-results'])

/** Every file of the project, from its folder. It needs no git, so that an exported copy is checked too. */
export function projectFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return projectFiles(path)
      return entry.isFile() ? [path] : []
    })
}
