import { defaultKeys, hotkeyNames, hotkeys, toPhrase } from '../contract/hotkey-names.ts'
import { numbered, windowKeyGroups, windowKeyNames, windowKeys } from '../contract/window-keys.ts'
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
  'resources/docs/phone.md': { keys: windowKeyTable, hotkeys: hotkeyTable },
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

/** The table in resources/docs/phone.md: the default keys of the window, by what the agent does. */
function windowKeyTable(): string {
  const rows = windowKeyNames.map((name) => {
    const { group, key } = windowKeys[name]
    const shown = key.replace('CommandOrControl', 'Ctrl')
    const keys = name === numbered ? `${shown} to Alt+9` : shown
    return `| ${windowKeyGroups[group]} | ${toPhrase(windowKeys[name])} | ${keys} |`
  })
  return ['| when | to | key |', '| --- | --- | --- |', ...rows].join('\n')
}

/** The table in resources/docs/phone.md: the default keys on Windows and elsewhere. */
function hotkeyTable(): string {
  const rows = hotkeyNames.map((name) => {
    const hotkey = hotkeys[name]
    const keys = (['onWindows', 'elsewhere'] as const).map((system) =>
      toText(defaultKeys(hotkey, system)),
    )
    return `| ${[toPhrase(hotkey), ...keys].join(' | ')} |`
  })
  const head = '| to | on Windows | elsewhere (on a Mac Command for Ctrl) |\n| --- | --- | --- |'
  return [head, ...rows].join('\n')
}

function toText(accelerator: string | null): string {
  return accelerator?.replace('CommandOrControl', 'Ctrl') ?? 'none until you choose one'
}
