import { createAlarms } from './alarms.ts'
import type { Alarms } from './alarms.ts'
import { createCallGuard } from './call-guard.ts'
import type { CallGuard, CallGuardDeps } from './call-guard.ts'
import { createTaskGuard } from './task-guard.ts'
import type { TaskGuard, TaskGuardDeps } from './task-guard.ts'

/**
 * Every agent's page has a token with TaskRouter's grant, which cannot be limited: it can make Tasks, make calls by Reservations,
 * and rewrite its own Worker. So what Twilio shows is compared with what this server has made. The rest is undone and reported.
 */
export interface Guard {
  readonly alarms: Alarms
  readonly tasks: TaskGuard
  readonly calls: CallGuard
  close(): void
}

type GuardDeps = Omit<CallGuardDeps, 'alarms'> &
  Pick<TaskGuardDeps, 'workflowSid' | 'identityOf' | 'gateway'>

export function createGuard(deps: GuardDeps): Guard {
  const alarms = createAlarms(deps.log)
  const calls = createCallGuard({ ...deps, alarms })
  const tasks = createTaskGuard({
    ...deps,
    alarms,
    mode: deps.marks.mode,
    lookForCalls: calls.lookSoon,
  })
  return {
    alarms,
    tasks,
    calls,
    close() {
      calls.close()
      tasks.close()
    },
  }
}
