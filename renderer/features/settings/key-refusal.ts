import { hotkeyNames, type HotkeyName } from '../../../electron/contract/hotkey-names.ts'
import type { SettingValues } from '../../../electron/contract/settings.ts'
import {
  everyKeyOf,
  numbered,
  windowKeyNames,
  type WindowKeyName,
} from '../../../electron/contract/window-keys.ts'
import { isAltGr } from '../../ui/keys/accelerator.ts'
import { isKeptBack } from '../../ui/keys/kept-keys.ts'
import { canonicalKey, globalFormOf } from '../../ui/keys/window-key.ts'

/** Where a key works: in this window, or in any program. */
export type KeyPlace = 'window' | 'global'
export type KeyName = WindowKeyName | HotkeyName

/** Why a key is not taken for an action. */
export type KeyRefusal =
  | { readonly kind: 'needs-modifier' | 'needs-digit' | 'kept-back' | 'alt-gr' }
  /** Another action has it. */
  | { readonly kind: 'used'; readonly by: KeyName }

/** Checks a key that was pressed for an action; null if it can be taken. */
export function refuseKey(
  { name, place }: { readonly name: KeyName; readonly place: KeyPlace },
  pressed: string,
  values: SettingValues,
  platform = navigator.userAgent,
): KeyRefusal | null {
  const hasMany = place === 'window' && name === numbered
  if (hasMany && !/\+[1-9]$/u.test(pressed)) return { kind: 'needs-digit' }
  const wanted = hasMany ? everyKeyOf(numbered, pressed) : [pressed]
  if (place === 'window' && wanted.some(isKeptBack)) return { kind: 'kept-back' }
  if (isAltGr(pressed, platform)) return { kind: 'alt-gr' }
  const form = (key: string) =>
    place === 'window' ? globalFormOf(key, platform) : canonicalKey(key, platform)
  const by = ownersOf(wanted.map(form), values, platform).find((owner) => owner !== name)
  return by === undefined ? null : { kind: 'used', by }
}

/** The actions that have one of these keys. The same action may have one key in both places. */
function ownersOf(
  keys: readonly string[],
  values: SettingValues,
  platform: string,
): readonly KeyName[] {
  const inWindow = windowKeyNames.filter((name) => {
    const key = values[`key.${name}`]
    return (
      key !== null &&
      everyKeyOf(name, key).some((each) => keys.includes(globalFormOf(each, platform)))
    )
  })
  const anywhere = hotkeyNames.filter((name) => {
    const key = values[`hotkey.${name}`]
    return key !== null && keys.includes(canonicalKey(key, platform))
  })
  return [...inWindow, ...anywhere]
}
