import { app } from 'electron'
import type { PolicyFault, ProgramNow } from '../contract/program.ts'
import { success } from '../contract/result.ts'
import type { Tell } from './ipc/events.ts'
import type { InvokeHandlers } from './ipc/router.ts'
import type { SelfUpdate } from './self-update.ts'

export interface Program {
  readonly handlers: Pick<InvokeHandlers, 'program.get' | 'program.lookForUpdates'>
  /** Tells the page how the program stands. To be called at each change. */
  review(): void
}

/** What the page may know of the program: its version, its updates, and the faults of the policy. */
export function createProgram(parts: {
  readonly updates: Pick<SelfUpdate, 'now' | 'look'>
  readonly policyFaults: () => readonly PolicyFault[]
  readonly tell: Tell
}): Program {
  const { updates, policyFaults, tell } = parts
  const now = (): ProgramNow => ({
    version: app.getVersion(),
    updates: updates.now(),
    policyFaults: [...policyFaults()],
  })
  return {
    handlers: {
      'program.get': () => success(now()),
      'program.lookForUpdates'() {
        updates.look()
        return success({})
      },
    },
    review: () => tell('program.changed', now()),
  }
}
