import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkTree, repository } from './placed-app.ts'

/**
 * Places the built app unchanged, behind a few lines of the test that make this one process see another
 * `/etc/cordboard/policy.json`, which may be an invalid text. The program itself has no option for that. Returns the
 * executable.
 */
export function placeUnderPolicy(
  runtime: string,
  folder: string,
  policy: Readonly<Record<string, unknown>> | string,
): string {
  const placed = join(folder, 'placed')
  const app = join(placed, 'resources/app')
  mkdirSync(placed)
  linkTree(runtime, placed)
  rmSync(join(placed, 'resources/default_app.asar'), { force: true })
  mkdirSync(app)
  const { name, productName, version } = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  ) as Record<string, string>
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name, productName, version, type: 'module', main: 'main.js' }),
  )
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy)
  writeFileSync(join(app, 'main.js'), policyPreamble(text, join(repository, 'out/main/index.js')))
  return join(placed, 'electron')
}

/** `policy` is the whole text of the file; `program` is what is started then. */
export function policyPreamble(policy: string, program: string): string {
  return `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const read = fs.readFileSync
fs.readFileSync = (path, ...rest) =>
  path === '/etc/cordboard/policy.json' ? ${JSON.stringify(policy)} : read(path, ...rest)
syncBuiltinESMExports()
await import(${JSON.stringify(program)})
`
}
