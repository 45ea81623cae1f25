/** A value as `reg query` prints it: four spaces, the name, the type, the data. */
const line = /^ {4}(?<name>\S.*?) {4}(?<type>REG_[A-Z_]+) {4}(?<data>.*)$/u
/** The same for an empty text: nothing follows, or not even the spaces. */
const emptyText = /^ {4}(?<name>\S.*?) {4}REG_(?:EXPAND_)?SZ\s*$/u
/** What `reg query` prints between the texts of a list: a backslash and a zero. */
const LIST_SEPARATOR = String.raw`\0`

/**
 * Reads the values of one key from the output of `reg query <key>`: texts as texts, numbers as numbers, lists as
 * lists.
 */
export function parseRegistry(printed: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(printed.split(/\r?\n/u).flatMap(parseLine))
}

function parseLine(text: string): readonly (readonly [string, unknown])[] {
  const empty = emptyText.exec(text)?.groups
  if (empty?.['name'] !== undefined) return [[empty['name'], '']]
  const { name, type, data = '' } = line.exec(text)?.groups ?? {}
  if (name === undefined || name === '(Default)') return []
  // Printed in hexadecimal.
  if (type === 'REG_DWORD' || type === 'REG_QWORD') return [[name, Number(data)]]
  if (type === 'REG_MULTI_SZ')
    return [[name, data.split(LIST_SEPARATOR).filter((text) => text !== '')]]
  return [[name, data]]
}
