import type { SettingKey } from './settings.ts'

/**
 * Keys of settings and policies that were renamed: the former one, and today's. Settings files, imports, the browser's
 * storage and the policies of IT may still have the former.
 */
const renamed: Readonly<Record<string, SettingKey>> = {
  'presence.whenLocked': 'status.whenLocked',
  'hotkey.next-activity': 'hotkey.next-status',
}

/** The same values under the keys of today. Where both are given, the key of today decides. */
export function withCurrentKeys<T>(
  given: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const pairs = Object.entries(given)
  const isFormer = ([name]: readonly [string, T]): boolean => Object.hasOwn(renamed, name)
  return Object.fromEntries([
    ...pairs.filter(isFormer).map(([name, value]) => [renamed[name] ?? name, value] as const),
    ...pairs.filter((pair) => !isFormer(pair)),
  ])
}
