import { succeed } from '../../server/contract/result.ts'
import { app } from 'electron'
import type { PolicyFailure, ProgramStatus } from '../contract/program.ts'
import type { SendToPage } from './ipc/send-to-page.ts'
import type { InvokeHandlers } from './ipc/router.ts'
import type { Log } from './log.ts'
import { openSelfUpdate, type SelfUpdate } from './self-update.ts'
import { findRelevantFailures, type Policy } from './services/policy/policy.ts'

export interface Program {
  readonly handlers: Pick<InvokeHandlers, 'program.get' | 'program.lookForUpdates'>
  readonly update: SelfUpdate
}

/**
 * The state of the program, for the page: version, updates, and policies that could not be applied. Sent at each
 * change.
 */
export function openProgram(deps: {
  readonly policy: Policy
  /** Policies that could be read but not applied. */
  readonly failures: () => readonly PolicyFailure[]
  readonly sendToPage: SendToPage
  readonly log: Log
}): Program {
  const { policy, failures, sendToPage, log } = deps
  const update = openSelfUpdate(policy.values, log, () => sendToPage('program.changed', now()))
  const now = (): ProgramStatus => ({
    version: app.getVersion(),
    updates: update.now(),
    policyFailures: [...findRelevantFailures(policy), ...failures()],
  })
  return {
    update,
    handlers: {
      'program.get': () => succeed(now()),
      'program.lookForUpdates': update.check,
    },
  }
}
