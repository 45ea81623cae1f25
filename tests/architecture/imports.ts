import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Import {
  /** The importing file, from the project's folder, with forward slashes. */
  readonly from: string
  /** What it imports: a file of the project in the same form, or a package's name. */
  readonly to: string
  /** Types vanish at run time; some walls let them through. */
  readonly typeOnly: boolean
}

/** Every source file of the areas, from the project's folder. */
export function sourceFiles(areas: readonly string[]): string[] {
  return areas.flatMap((area) =>
    readdirSync(join(root, area), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  )
}

/** All imports, exports-from and dynamic imports of a file. */
export function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'))
  const fixed = module.staticImports.map((found) => ({
    specifier: found.moduleRequest.value,
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }))
  const passedOn = module.staticExports
    .flatMap((found) => found.entries)
    .flatMap((entry) =>
      entry.moduleRequest ? [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    )
  const source = readFileSync(join(root, file), 'utf8')
  const dynamic = module.dynamicImports
    .map((found) => source.slice(found.moduleRequest.start, found.moduleRequest.end))
    .filter((text) => /^['"`]/.test(text))
    .map((text) => ({ specifier: text.slice(1, -1), typeOnly: false }))
  return [...fixed, ...passedOn, ...dynamic].map(({ specifier, typeOnly }) => ({
    from: file,
    to: target(file, specifier),
    typeOnly,
  }))
}

function target(file: string, specifier: string): string {
  const path = specifier.replace(/\?.*$/, '')
  if (path.startsWith('.'))
    return normalize(join(dirname(file), path))
      .split(sep)
      .join('/')
  const [scope, name] = path.split('/')
  return path.startsWith('@') ? `${scope}/${name}` : (scope ?? path)
}
