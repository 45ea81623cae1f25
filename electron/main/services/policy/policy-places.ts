import { reasonOf } from '../../log.ts'
import { parseRegistry } from './windows-registry.ts'

/** What one place for policies contains: values by name as the system gives them, or why it cannot be read. */
export type PolicySource =
  | {
      readonly kind: 'document'
      readonly where: string
      readonly values: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'unreadable'; readonly where: string; readonly why: string }

export interface PolicyReaders {
  /** The text of a file; null otherwise. Throws if it cannot be read. */
  readText(path: string): string | null
  /** The output of a program; null if it fails. */
  run(command: string, args: readonly string[]): string | null
}

const LINUX_FILE = '/etc/cordboard/policy.json'
const WINDOWS_KEY = String.raw`Software\Policies\Cordboard`
const MAC_FOLDER = '/Library/Managed Preferences'
/** The same as `appId` in electron-builder.yml: the domain of the managed preferences. */
const MAC_DOMAIN = 'app.cordboard.desktop'

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly username: string
  /** The folder of Windows. */
  readonly systemRoot: string
}

/**
 * Reads every place in which this system stores policies, first the machine’s, then the person’s. Only administrators
 * can write to them. A missing place is left out.
 */
export function readPolicyPlaces(
  machine: Machine,
  readers: PolicyReaders,
): readonly PolicySource[] {
  switch (machine.platform) {
    case 'win32':
      return ['HKLM', 'HKCU'].flatMap((hive) => readRegistry(hive, machine.systemRoot, readers))
    case 'darwin':
      return ['', `${machine.username}/`].flatMap((folder) =>
        readManagedPreferences(`${MAC_FOLDER}/${folder}${MAC_DOMAIN}.plist`, readers),
      )
    default:
      return readFile(LINUX_FILE, readers)
  }
}

function readFile(where: string, { readText }: PolicyReaders): readonly PolicySource[] {
  try {
    const text = readText(where)
    return text === null ? [] : [parsePolicyDocument(where, text)]
  } catch (error) {
    return [{ kind: 'unreadable', where, why: reasonOf(error) }]
  }
}

/**
 * `reg.exe` fails in the same way for a missing key, for one that may not be read, and if a Windows policy disables
 * it. So this asks the parent keys, which always exist, for their list of keys.
 */
function readRegistry(
  hive: string,
  systemRoot: string,
  { run }: PolicyReaders,
): readonly PolicySource[] {
  const where = `${hive}\\${WINDOWS_KEY}`
  const query = (key: string) => run(String.raw`${systemRoot}\System32\reg.exe`, ['query', key])
  const printed = query(where)
  if (printed !== null) return [{ kind: 'document', where, values: parseRegistry(printed) }]
  if (query(`${hive}\\Software`) === null) {
    return [{ kind: 'unreadable', where, why: 'cannot be read: reg.exe fails' }]
  }
  const beside = query(`${hive}\\Software\\Policies`) ?? ''
  const isThere = beside.split(/\r?\n/u).some((line) => line.endsWith(WINDOWS_KEY))
  return isThere ? [{ kind: 'unreadable', where, why: 'may not be read' }] : []
}

/** The values of a configuration profile. Converted to JSON, because such files are binary. */
function readManagedPreferences(
  where: string,
  { readText, run }: PolicyReaders,
): readonly PolicySource[] {
  try {
    if (readText(where) === null) return []
  } catch {
    return [{ kind: 'unreadable', where, why: 'may not be read' }]
  }
  const json = run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', where])
  return [
    json === null
      ? { kind: 'unreadable', where, why: 'cannot be converted to JSON' }
      : parsePolicyDocument(where, json),
  ]
}

/** Reads a JSON text as a policy document. */
function parsePolicyDocument(where: string, text: string): PolicySource {
  try {
    const values: unknown = JSON.parse(text)
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
      return { kind: 'document', where, values: { ...values } }
    }
    return { kind: 'unreadable', where, why: 'is not a JSON object' }
  } catch {
    return { kind: 'unreadable', where, why: 'is not valid JSON' }
  }
}
