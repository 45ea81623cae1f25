import { admlText, admxText, documentTable, jsonSchemaText } from './templates.ts'

/** What is made of the policies: path from the repository's root, and the text that belongs there. */
export const writtenFiles: Readonly<Record<string, string>> = {
  'resources/policy/cordboard.admx': admxText(),
  'resources/policy/en-US/cordboard.adml': admlText(),
  'resources/policy/policy.schema.json': jsonSchemaText(),
}

export const documentPath = 'resources/docs/deployment.md'
const [begin, end] = ['<!-- policies: made by electron/policy/main.ts -->', '<!-- policies end -->']

/** The document with the table of today in it. Throws where it has no place for one. */
export function withTable(document: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`No place for the policies in ${documentPath}`)
  return `${document.slice(0, from + begin.length)}\n${documentTable()}\n${document.slice(to)}`
}
