import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'
import type { Alarms } from './alarms.ts'
import type { GuardMode } from './judge-call.ts'

/** Reports and ends foreign Tasks. */
export interface TaskGuard {
  /** TaskRouter shows a foreign Task. */
  onForeignTask(task: {
    readonly taskSid: string
    readonly workflowSid: string | null
    /** The Worker that it is reserved for. */
    readonly workerSid: string | null
  }): void
  close(): void
}

export interface TaskGuardDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly alarms: Alarms
  readonly gateway: Pick<TwilioGateway, 'cancelTask' | 'completeTask'>
  readonly mode: GuardMode
  readonly workflowSid: string
  /** The agent of this Worker; null when it is not ours. */
  identityOf(workerSid: string): string | null
  /** Such a Task can make calls. */
  lookForCalls(): void
}

const FIRST_RETRY_MS = 500
const TRIES = 8
const REMEMBERED = 1000

export function createTaskGuard(deps: TaskGuardDeps): TaskGuard {
  const { clock, log, alarms, gateway, mode } = deps
  const timers = createTimers(clock)
  const ending = new Set<string>()

  async function end(taskSid: string, tries: number): Promise<void> {
    const reason = 'not made by the contact centre'
    const canceled = await gateway.cancelTask(taskSid, reason)
    // An accepted one can only be completed (Twilio: Task resource, AssignmentStatus).
    const refused = !canceled.ok && canceled.failure.kind === 'refused'
    const ended = refused ? await gateway.completeTask(taskSid, reason) : canceled
    if (ended.ok || ended.failure.kind === 'gone' || ended.failure.kind === 'refused') return
    log.warn({ taskSid, failure: ended.failure }, 'a foreign Task was not ended')
    if (tries >= TRIES) return void ending.delete(taskSid)
    timers.set(taskSid, clock.now() + FIRST_RETRY_MS * 2 ** tries, () => begin(taskSid, tries + 1))
  }

  function begin(taskSid: string, tries: number): void {
    end(taskSid, tries).catch((error: unknown) => log.error({ err: error, taskSid }, 'not ended'))
  }

  return {
    onForeignTask({ taskSid, workflowSid, workerSid }) {
      const identity = workerSid === null ? null : deps.identityOf(workerSid)
      const ours = workflowSid === deps.workflowSid || identity !== null
      if (mode === 'off' || (mode !== 'account' && !ours) || ending.has(taskSid)) return
      // Several events report one Task. Of thousands, some are reported twice.
      if (ending.size >= REMEMBERED) ending.clear()
      ending.add(taskSid)
      alarms.raise('foreign-task', { taskSid, ...(identity === null ? {} : { identity }) })
      deps.lookForCalls()
      if (mode === 'tell') return
      begin(taskSid, 0)
    },
    close: timers.clearAll,
  }
}
