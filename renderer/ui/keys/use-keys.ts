import { useContext, useEffect, useEffectEvent } from 'react'
import { assertNever } from '../../../server/contract/assert-never.ts'
import { windowKeys, type WindowKeyName } from '../../../electron/contract/window-keys.ts'
import { isText, isTyping, plainKeyOf } from './key-gate.ts'
import { KeyTableContext, ScreenCoverContext, type ScreenCover } from './key-table.ts'
import { windowKeyOf } from './window-key.ts'

/** What keys do now. An undefined action leaves the key alone. A numbered key gives its place, from 1. */
export type KeyActions = Readonly<
  Partial<Record<WindowKeyName, ((place: number) => void) | undefined>>
>

/** One press does one thing, however many parts of the screen know it. */
const used = new WeakSet<KeyboardEvent>()

/**
 * Runs an action when its key is pressed anywhere in the window, in a text field too. It sees the key before menus and
 * buttons do, so that a command never also presses what has the focus.
 */
export function useKeys(actions: KeyActions): void {
  const table = useContext(KeyTableContext)
  const cover = useContext(ScreenCoverContext)
  function onKeyDown(event: KeyboardEvent) {
    if (used.has(event)) return
    const pressed = windowKeyOf(event)
    const found = pressed === null ? null : table.find(pressed)
    const action = found === null ? undefined : actions[found.name]
    if (found === null || action === undefined) return
    used.add(event)
    event.preventDefault()
    event.stopPropagation()
    // A held key acts once.
    if (!event.repeat) runUnder(cover, found.name, () => action(found.place))
  }
  const onPress = useEffectEvent(onKeyDown)
  useEffect(() => {
    window.addEventListener('keydown', onPress, { capture: true })
    return () => window.removeEventListener('keydown', onPress, { capture: true })
  }, [])
}

/** A key never acts on what the agent does not see. */
function runUnder(cover: ScreenCover, name: WindowKeyName, act: () => void): void {
  const { whenHidden, group } = windowKeys[name]
  switch (cover.kind) {
    case 'none':
      return act()
    case 'tab':
      if (whenHidden !== 'acts') cover.show()
      return whenHidden === 'shows' ? undefined : act()
    case 'list': {
      const stays = group === 'call' && whenHidden === 'acts'
      if (!stays && name !== 'show-keys') cover.show()
      return stays || group === 'everywhere' || whenHidden === 'shows-and-acts' ? act() : undefined
    }
    case 'dialog':
      return cover.has.has(name) ? act() : undefined
    default:
      return assertNever(cover)
  }
}

/**
 * Keeps the keys that do nothing now from the browser: a late Alt+D would move the focus to the address bar, where the
 * next words go.
 */
export function useKeptKeys(): void {
  const table = useContext(KeyTableContext)
  function onKeyDown(event: KeyboardEvent) {
    const pressed = windowKeyOf(event)
    if (pressed?.includes('+') && table.find(pressed) !== null) event.preventDefault()
  }
  const onPress = useEffectEvent(onKeyDown)
  useEffect(() => {
    window.addEventListener('keydown', onPress)
    return () => window.removeEventListener('keydown', onPress)
  }, [])
}

/**
 * Runs an action when a key without a modifier is pressed outside of a field: Escape, or a digit of an open keypad.
 * Whatever has the focus comes first.
 */
export function usePlainKeys(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const cover = useContext(ScreenCoverContext)
  function onKeyDown(event: KeyboardEvent) {
    if (cover.kind !== 'none' || event.repeat || event.defaultPrevented) return
    if (isTyping(event.target) || isText(event)) return
    const key = plainKeyOf(event)
    const action = key === null ? undefined : actions[key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  const onPress = useEffectEvent(onKeyDown)
  useEffect(() => {
    window.addEventListener('keydown', onPress)
    return () => window.removeEventListener('keydown', onPress)
  }, [])
}
