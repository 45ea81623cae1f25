import { networkTable } from './network.ts'
import { admlText, admxText, documentTable, jsonSchemaText } from './templates.ts'

/** What is made of the policies: path from the repository's root, and the text that belongs there. */
export const writtenFiles: Readonly<Record<string, string>> = {
  'resources/policy/cordboard.admx': admxText(),
  'resources/policy/en-US/cordboard.adml': admlText(),
  'resources/policy/policy.schema.json': jsonSchemaText(),
}

export const documentPath = 'resources/docs/deployment.md'
const tables: readonly (readonly [name: string, text: () => string])[] = [
  ['policies', documentTable],
  ['network', networkTable],
]

/** The document with the tables of today in it. Throws where it has no place for one. */
export function withTables(document: string): string {
  return tables.reduce((whole, [name, text]) => {
    const begin = `<!-- ${name}: made by electron/policy/main.ts -->`
    const [from, to] = [whole.indexOf(begin), whole.indexOf(`<!-- ${name} end -->`)]
    if (from === -1 || to < from) throw new Error(`No place for ${name} in ${documentPath}`)
    return `${whole.slice(0, from + begin.length)}\n${text()}\n${whole.slice(to)}`
  }, document)
}
