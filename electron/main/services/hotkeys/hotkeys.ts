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
  let taken: string[] = []
  let focused = false
  let testing = false

  function drop(): void {
    for (const accelerator of taken) shortcuts.unregister(accelerator)
    taken = []
  }

  function press(name: HotkeyName): void {
    if (testing) options.tested(name)
    else options.pressed(name)
  }

  function take(name: HotkeyName, accelerator: string | null): HotkeyState['state'] {
    if (accelerator === null) return 'off'
    if (focused && !testing && resting.has(name)) return 'resting'
    if (taken.includes(accelerator)) return 'twice'
    try {
      if (!shortcuts.register(accelerator, () => press(name))) return 'taken'
      taken.push(accelerator)
      return 'works'
    } catch {
      return 'invalid'
    }
  }

  function takeAll(): void {
    drop()
    const before = JSON.stringify(states)
    const wanted = set
    if (wanted === null) return
    states = hotkeyNames.map((name) => {
      const accelerator = wanted[name]
      return { name, accelerator, state: take(name, accelerator) }
    })
    if (JSON.stringify(states) === before) return
    log.info({ hotkeys: states.map(({ name, state }) => `${name} ${state}`) }, 'hotkeys changed')
    options.changed(states)
  }

  return {
    replace(next) {
      set = next
      takeAll()
    },
    states: () => states,
    focus(now) {
      if (now === focused) return
      focused = now
      takeAll()
    },
    test(now) {
      if (now === testing) return
      testing = now
      takeAll()
    },
    close: drop,
  }
}
