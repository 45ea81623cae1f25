/** A value as `reg query` prints it: four blanks, the name, its type, what it is. */
const line = /^ {4}(?<name>\S.*?) {4}(?<type>REG_[A-Z_]+) {4}(?<data>.*)$/u
/** The same of an empty text, behind which nothing is printed, or not even the blanks. */
const emptyText = /^ {4}(?<name>\S.*?) {4}REG_(?:EXPAND_)?SZ\s*$/u
/** What `reg query` prints between the texts of a list: a backslash and a nought. */
const LIST_SEPARATOR = String.raw`\0`

/** The values of one key from what `reg query <key>` prints: texts as texts, numbers as numbers, lists as lists. */
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
