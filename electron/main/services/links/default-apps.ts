const SECTION = '[Default Applications]'
const REMOVED = '[Removed Associations]'

/**
 * Returns the text of a `mimeapps.list` in which an application is the first for these schemes. Source:
 * freedesktop.org, *Association between MIME types and applications*.
 */
export function withDefaults(
  text: string,
  application: string,
  schemes: readonly string[],
): string {
  const wanted = new Set(schemes.map(typeOf))
  const lines = mapEntries(text, ({ line, section, type, named: applications }) => {
    if (section !== SECTION || !wanted.delete(type)) return [line]
    if (applications[0] === application) return [line]
    return [
      `${type}=${[application, ...applications.filter((each) => each !== application)].join(';')};`,
    ]
  })
  if (wanted.size === 0) return lines.join('\n')
  const entries = [...wanted].map((type) => `${type}=${application};`)
  const at = lines.findIndex((line) => line.trim() === SECTION)
  if (at !== -1) return lines.toSpliced(at + 1, 0, ...entries).join('\n')
  const before = text.trim() === '' ? [] : [text.trimEnd(), '']
  return [...before, SECTION, ...entries, ''].join('\n')
}

/** Returns the text without the application for these schemes. The rest stays as it is. */
export function withoutDefaults(
  text: string,
  application: string,
  schemes: readonly string[],
): string {
  const types = new Set(schemes.map(typeOf))
  return mapEntries(text, ({ line, section, type, named }) => {
    // Removed associations were not written by us.
    if (section === REMOVED || !types.has(type) || !named.includes(application)) return [line]
    const others = named.filter((each) => each !== application)
    return others.length === 0 ? [] : [`${type}=${others.join(';')};`]
  }).join('\n')
}

interface Entry {
  readonly line: string
  readonly section: string
  readonly type: string
  /** The desktop entries, the preferred one first. */
  readonly named: readonly string[]
}

/** The lines, with some of the entries replaced. */
function mapEntries(text: string, replace: (entry: Entry) => readonly string[]): readonly string[] {
  let section = ''
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('[')) section = line.trim()
    const [type = '', list] = line.split('=')
    if (list === undefined || line.startsWith('#')) return [line]
    const named = list
      .split(';')
      .map((each) => each.trim())
      .filter((each) => each !== '')
    return replace({ line, section, type: type.trim(), named })
  })
}

function typeOf(scheme: string): string {
  return `x-scheme-handler/${scheme}`
}
