import { succeed } from '../../../server/contract/result.ts'
import {
  mergeSettings,
  readSettings,
  withChoices,
} from '../../../electron/contract/merge-settings.ts'
import type { SettingsStatus } from '../../../electron/contract/contract.ts'
import type { SomeSettings } from '../../../electron/contract/settings.ts'
import type { SettingsPort } from '../../ports/settings-port.ts'
import { Listeners } from '../listeners.ts'

const key = 'cordboard.settings'

export type KeyValues = Pick<Storage, 'getItem' | 'setItem'>

/** The web phone's settings, in the browser's storage. Settings that cannot be read are kept under another key. */
export function createLocalSettings(storage: KeyValues): SettingsPort {
  const listeners = new Listeners<SettingsStatus>()
  const { keptAside, choices: found } = read(storage)
  let choices = found
  const now = (): SettingsStatus => ({
    effective: mergeSettings(choices, {}),
    keptAside,
    keysMoved: false,
  })
  return {
    place: 'browser',
    read: async () => now(),
    async change(change) {
      choices = withChoices(choices, change)
      storage.setItem(key, JSON.stringify(choices))
      listeners.emit(now())
      return succeed(undefined)
    },
    onChange: listeners.add,
  }
}

function read(storage: KeyValues): { choices: SomeSettings; keptAside: string | null } {
  const text = storage.getItem(key)
  if (text === null) return { choices: {}, keptAside: null }
  const { values, refused } = readSettings(parsed(text) ?? { [key]: text })
  if (refused.length === 0) return { choices: values, keptAside: null }
  const aside = `${key}.unreadable`
  storage.setItem(aside, text)
  return { choices: {}, keptAside: aside }
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(text)
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
    // The cast: an object's values are unknown until each is read.
    return isObject ? (json as Record<string, unknown>) : null
  } catch {
    return null
  }
}
