import type { GlobalShortcut } from 'electron'
import type { HotkeyState } from '../../../contract/contract.ts'
import { hotkeyNames, type HotkeyName } from '../../../contract/hotkey-names.ts'
import type { Log } from '../../log.ts'

export type HotkeySet = Readonly<Record<HotkeyName, string | null>>

export interface Hotkeys {
  /** Takes a whole set in place of the one before. */
  replace(set: HotkeySet): void
  /** Every hotkey of the set in force, as it stands. */
  states(): readonly HotkeyState[]
  /** While our own window has the focus, push-to-talk rests here: there the page sees both press and release. */
  setFocused(focused: boolean): void
  /** While testing, a press is told as a test and does nothing else. */
  setTesting(testing: boolean): void
  close(): void
}

/** Those that the page itself does better while it has the focus. */
const handledByFocusedPage: ReadonlySet<HotkeyName> = new Set(['push-to-talk'])

/** What is to become of each key; null where the system is to be asked for it. */
function planKeys(set: HotkeySet, rest: boolean) {
  const wanted = new Set<string>()
  return hotkeyNames.map((name) => {
    const accelerator = set[name] ?? ''
    const plan = (state: 'off' | 'resting' | 'twice' | null) => ({ name, accelerator, state })
    if (accelerator === '') return plan('off')
    if (rest && handledByFocusedPage.has(name)) return plan('resting')
    if (wanted.has(accelerator)) return plan('twice')
    wanted.add(accelerator)
    return plan(null)
  })
}

/** Keys that work while another program has the focus. The system tells of presses, not of releases. */
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
  /** Those that are ours, and what each one does. */
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
   * Takes and lets go only what differs. A key whose press is being told must stay as it is: letting it go
   * then hangs the program.
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
      if (now === focused) return
      focused = now
      refresh()
    },
    setTesting(now) {
      if (now === testing) return
      testing = now
      refresh()
    },
    close: () => release(new Set()),
  }
}
