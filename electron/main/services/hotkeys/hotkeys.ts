import type { GlobalShortcut } from 'electron'
import type { HotkeyState } from '../../../contract/contract.ts'
import { hotkeyNames, type HotkeyName, type HotkeySetting } from '../../../contract/hotkey-names.ts'
import type { SettingValues } from '../../../contract/settings.ts'
import type { Log } from '../../log.ts'

/** The key of each hotkey, as the settings have it. */
export type HotkeySet = Pick<SettingValues, HotkeySetting>

export interface Hotkeys {
  /** Replaces the whole set of keys. */
  replace(set: HotkeySet): void
  /** The state of every hotkey of the current set. */
  states(): readonly HotkeyState[]
  /** Push-to-talk is not a global key while our window has the focus: there the page sees both press and release. */
  setFocused(focused: boolean): void
  /** While testing, a press is only reported as a test. */
  setTesting(testing: boolean): void
  close(): void
}

/** The page handles these better itself while it has the focus. */
const handledByFocusedPage: ReadonlySet<HotkeyName> = new Set(['push-to-talk'])

/** The plan for each key; null if it is to be registered. */
function planKeys(set: HotkeySet, rest: boolean) {
  const wanted = new Set<string>()
  return hotkeyNames.map((name) => {
    const accelerator = set[`hotkey.${name}`] ?? ''
    const plan = (state: 'off' | 'resting' | 'twice' | null) => ({ name, accelerator, state })
    if (accelerator === '') return plan('off')
    if (rest && handledByFocusedPage.has(name)) return plan('resting')
    if (wanted.has(accelerator)) return plan('twice')
    wanted.add(accelerator)
    return plan(null)
  })
}

/** Keys that work while another program has the focus. The system reports presses, not releases. */
export function createHotkeys(deps: {
  readonly shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>
  readonly onPress: (name: HotkeyName) => void
  readonly onTest: (name: HotkeyName) => void
  readonly onChange: (states: readonly HotkeyState[]) => void
  readonly log: Log
}): Hotkeys {
  const { shortcuts, log } = deps
  let set: HotkeySet | null = null
  let states: readonly HotkeyState[] = []
  /** The registered keys, and the hotkey of each. */
  const held = new Map<string, HotkeyName>()
  let focused = false
  let testing = false

  function press(accelerator: string): void {
    const name = held.get(accelerator)
    if (name === undefined) return
    if (testing) deps.onTest(name)
    else deps.onPress(name)
  }

  function register(name: HotkeyName, accelerator: string): HotkeyState['state'] {
    if (held.has(accelerator)) {
      held.set(accelerator, name)
      return 'works'
    }
    try {
      if (!shortcuts.register(accelerator, () => press(accelerator))) return 'taken'
      held.set(accelerator, name)
      return 'works'
    } catch {
      return 'invalid'
    }
  }

  function release(wanted: ReadonlySet<string>): void {
    for (const accelerator of held.keys()) {
      if (wanted.has(accelerator)) continue
      shortcuts.unregister(accelerator)
      held.delete(accelerator)
    }
  }

  /**
   * Registers and releases only what differs. A key must not be released during its own press: that hangs the
   * program.
   */
  function refresh(): void {
    if (set === null) return
    const plan = planKeys(set, focused && !testing)
    release(new Set(plan.flatMap(({ accelerator, state }) => (state === null ? accelerator : []))))
    publish(
      plan.map(({ name, accelerator, state }) => ({
        name,
        accelerator: accelerator === '' ? null : accelerator,
        state: state ?? register(name, accelerator),
      })),
    )
  }

  function publish(now: readonly HotkeyState[]): void {
    const before = JSON.stringify(states)
    states = now
    if (JSON.stringify(states) === before) return
    log.info({ hotkeys: states.map(({ name, state }) => `${name} ${state}`) }, 'hotkeys changed')
    deps.onChange(states)
  }

  return {
    replace(next) {
      set = next
      refresh()
    },
    states: () => states,
    setFocused(now) {
      focused = now
      refresh()
    },
    setTesting(now) {
      testing = now
      refresh()
    },
    close: () => release(new Set()),
  }
}
