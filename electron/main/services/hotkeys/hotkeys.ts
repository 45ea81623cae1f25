import type { GlobalShortcut } from 'electron'
import type { HotkeySet } from '../settings/schema.ts'
import type { Log } from '../../log.ts'

export type HotkeyName = keyof HotkeySet

export interface Hotkeys {
  /** Takes a whole set in place of the one before, and returns the accelerators that were refused. */
  replace(set: HotkeySet): readonly string[]
  /** The accelerators of the set in force that were refused. */
  failed(): readonly string[]
  close(): void
}

/** Keys that work while another program has the focus. */
export function createHotkeys(options: {
  readonly shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>
  readonly pressed: (name: HotkeyName) => void
  readonly log: Log
}): Hotkeys {
  const { shortcuts, pressed, log } = options
  let taken: string[] = []
  let failed: string[] = []

  function drop(): void {
    for (const accelerator of taken) shortcuts.unregister(accelerator)
    taken = []
  }

  function take(name: HotkeyName, accelerator: string): boolean {
    try {
      return shortcuts.register(accelerator, () => pressed(name))
    } catch {
      // An accelerator that Electron cannot read throws; to the agent it is one more that does not work.
      return false
    }
  }

  return {
    replace(set) {
      drop()
      failed = []
      for (const name of ['answer', 'toggle-mute'] as const) {
        const accelerator = set[name]
        if (accelerator === null) continue
        const list = take(name, accelerator) ? taken : failed
        list.push(accelerator)
      }
      log.info({ taken, failed }, 'hotkeys replaced')
      return failed
    },
    failed: () => failed,
    close: drop,
  }
}
