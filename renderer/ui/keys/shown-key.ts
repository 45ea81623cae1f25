import { useContext } from 'react'
import type { WindowKeyName } from '../../../electron/contract/window-keys.ts'
import { KeyTableContext } from './key-table.ts'
import { ariaKey, showWindowKey } from './window-key.ts'

/** The key that a button shows: that of an action, or one that never changes. */
export type Shortcut = WindowKeyName | 'Enter' | 'Esc'

/** A key as the screen writes it, and as assistive technology reads it; nothing for a button without one. */
export function useShownKey(shortcut: Shortcut | undefined): {
  readonly shown: string | null
  readonly aria: string | undefined
} {
  const table = useContext(KeyTableContext)
  const fixed = shortcut === 'Enter' || shortcut === 'Esc'
  const key = shortcut === undefined || fixed ? (shortcut ?? null) : table.keyOf(shortcut)
  if (key === null) return { shown: null, aria: undefined }
  return { shown: showWindowKey(key), aria: key === 'Esc' ? 'Escape' : ariaKey(key) }
}
