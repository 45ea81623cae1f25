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
  focus(focused: boolean): void
  /** While testing, a press is told as a test and does nothing else. */
  test(testing: boolean): void
  close(): void
}

/** Those that the page itself does better while it has the focus. */
const resting: ReadonlySet<HotkeyName> = new Set(['push-to-talk'])

/** What is to become of each key; null where the system is to be asked for it. */
function planOf(set: HotkeySet, rest: boolean) {
  const wanted = new Set<string>()
  return hotkeyNames.map((name) => {
    const accelerator = set[name] ?? ''
    const plan = (state: 'off' | 'resting' | 'twice' | null) => ({ name, accelerator, state })
    if (accelerator === '') return plan('off')
    if (rest && resting.has(name)) return plan('resting')
    if (wanted.has(accelerator)) return plan('twice')
    wanted.add(accelerator)
    return plan(null)
  })
}

/** Keys that work while another program has the focus. The system tells of presses, not of releases. */
export function createHotkeys(options: {
  readonly shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>
  readonly pressed: (name: HotkeyName) => void
  readonly tested: (name: HotkeyName) => void
  readonly changed: (states: readonly HotkeyState[]) => void
  readonly log: Log
}): Hotkeys {
  const { shortcuts, log } = options
  let set: HotkeySet | null = null
  let states: readonly HotkeyState[] = []
  /** Those that are ours, and what each one does. */
  const held = new Map<string, HotkeyName>()
  let focused = false
  let testing = false

  function press(accelerator: string): void {
    const name = held.get(accelerator)
    if (name === undefined) return
    if (testing) options.tested(name)
    else options.pressed(name)
  }

  function hold(name: HotkeyName, accelerator: string): HotkeyState['state'] {
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

  function letGo(wanted: ReadonlySet<string>): void {
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
  function review(): void {
    if (set === null) return
    const plan = planOf(set, focused && !testing)
    letGo(new Set(plan.flatMap(({ accelerator, state }) => (state === null ? accelerator : []))))
    tell(
      plan.map(({ name, accelerator, state }) => ({
        name,
        accelerator: accelerator === '' ? null : accelerator,
        state: state ?? hold(name, accelerator),
      })),
    )
  }

  function tell(now: readonly HotkeyState[]): void {
    const before = JSON.stringify(states)
    states = now
    if (JSON.stringify(states) === before) return
    log.info({ hotkeys: states.map(({ name, state }) => `${name} ${state}`) }, 'hotkeys changed')
    options.changed(states)
  }

  return {
    replace(next) {
      set = next
      review()
    },
    states: () => states,
    focus(now) {
      if (now === focused) return
      focused = now
      review()
    },
    test(now) {
      if (now === testing) return
      testing = now
      review()
    },
    close: () => letGo(new Set()),
  }
}
