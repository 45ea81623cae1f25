import { succeed } from '../../server/contract/result.ts'
import { app } from 'electron'
import type { PolicyFault, ProgramNow } from '../contract/program.ts'
import type { Tell } from './ipc/events.ts'
import type { InvokeHandlers } from './ipc/router.ts'
import type { Log } from './log.ts'
import { openSelfUpdate, type SelfUpdate } from './self-update.ts'
import { faultsThatMatter, type Policy } from './services/policy/policy.ts'

export interface Program {
  readonly handlers: Pick<InvokeHandlers, 'program.get' | 'program.lookForUpdates'>
  readonly update: SelfUpdate
}

/** What the page may know of the program, and is told at each change: its version, its updates, the policy's faults. */
export function openProgram(parts: {
  readonly policy: Policy
  /** What of the policy could be read and not be carried out. */
  readonly faults: () => readonly PolicyFault[]
  readonly tell: Tell
  readonly log: Log
}): Program {
  const { policy, faults, tell, log } = parts
  const update = openSelfUpdate(policy.values, log, () => tell('program.changed', now()))
  const now = (): ProgramNow => ({
    version: app.getVersion(),
    updates: update.now(),
    policyFaults: [...faultsThatMatter(policy), ...faults()],
  })
  return {
    update,
    handlers: {
      'program.get': () => succeed(now()),
      'program.lookForUpdates'() {
        update.look()
        return succeed({})
      },
    },
  }
}
