import { createContext } from 'react'
import type { SettingValues } from '../../../electron/contract/settings.ts'
import { DEFAULT_VALUES } from '../../../electron/contract/settings.ts'
import {
  everyKeyOf,
  windowKeyNames,
  windowKeys,
  type WindowKeyName,
  type WindowKeySetting,
} from '../../../electron/contract/window-keys.ts'
import { canonicalKey } from './window-key.ts'

/** The settings that decide the keys of the window. */
export type KeySettings = Pick<SettingValues, WindowKeySetting | 'keys.bareLetters'>

/** The action of a key, and which of its keys it is, from 1. */
export interface KeyAction {
  readonly name: WindowKeyName
  readonly place: number
}

/** The current keys of the window. */
export interface KeyTable {
  /** The key of an action; null if it has none. */
  keyOf(name: WindowKeyName): string | null
  /** All keys of an action: more than one for a numbered one. */
  keysOf(name: WindowKeyName): readonly string[]
  /** What a pressed key does; null for nothing. */
  find(pressed: string): KeyAction | null
}

/** If two actions have one key, the first in the list has it. */
export function createKeyTable(settings: KeySettings): KeyTable {
  const keyOf = (name: WindowKeyName) => settings[`key.${name}`]
  const keysOf = (name: WindowKeyName) => {
    const key = keyOf(name)
    return key === null ? [] : everyKeyOf(name, canonicalKey(key))
  }
  const actions = new Map<string, KeyAction>()
  const add = (key: string, action: KeyAction) => {
    if (!actions.has(key)) actions.set(key, action)
  }
  for (const name of windowKeyNames) {
    keysOf(name).forEach((key, index) => add(key, { name, place: index + 1 }))
  }
  for (const name of windowKeyNames.filter((each) => windowKeys[each].bare)) {
    const letter = /^Alt\+([A-Z])$/u.exec(keysOf(name)[0] ?? '')?.[1]
    if (settings['keys.bareLetters'] && letter !== undefined) add(letter, { name, place: 1 })
  }
  return { keyOf, keysOf, find: (pressed) => actions.get(pressed) ?? null }
}

/** The keys of this window; the defaults for a screen that stands alone. */
export const KeyTableContext = createContext<KeyTable>(createKeyTable(DEFAULT_VALUES))

/** What is over a screen, and which of its commands can be seen all the same. */
export type ScreenCover =
  | { readonly kind: 'none' }
  /** Another tab is open; `show` opens this one. */
  | { readonly kind: 'tab'; show(): void }
  /** A list that can be closed is over everything; `show` closes it. */
  | { readonly kind: 'list'; show(): void }
  /** Something that stays is over everything, and has only these commands itself. */
  | { readonly kind: 'dialog'; readonly has: ReadonlySet<WindowKeyName> }

export const ScreenCoverContext = createContext<ScreenCover>({ kind: 'none' })
