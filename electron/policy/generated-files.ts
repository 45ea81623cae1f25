import { hotkeyTable } from './hotkey-table.ts'
import { networkTable } from './network.ts'
import { admlText, admxText, documentTable, jsonSchemaText } from './templates.ts'

/** The command that writes them. Tests name it when a file is out of date. */
export const GENERATE = 'npm run generate'

/** The generated files: path from the root of the repository, and text. */
export const generatedFiles: Readonly<Record<string, string>> = {
  'resources/policy/cordboard.admx': admxText(),
  'resources/policy/en-US/cordboard.adml': admlText(),
  'resources/policy/policy.schema.json': jsonSchemaText(),
}

/** The documents with generated tables: path from the root, and each table by its name. */
export const documents: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'resources/docs/deployment.md': { policies: documentTable, network: networkTable },
  'resources/docs/phone.md': { hotkeys: hotkeyTable },
}

/** Replaces the tables in the text of a document with current ones. Throws if the text has no place for one. */
export function withTables(path: string, text: string): string {
  return Object.entries(documents[path] ?? {}).reduce((whole, [name, table]) => {
    const begin = `<!-- ${name}: made by electron/policy/main.ts -->`
    const [from, to] = [whole.indexOf(begin), whole.indexOf(`<!-- ${name} end -->`)]
    if (from === -1 || to < from) throw new Error(`No place for ${name} in ${path}`)
    return `${whole.slice(0, from + begin.length)}\n${table()}\n${whole.slice(to)}`
  }, text)
}
