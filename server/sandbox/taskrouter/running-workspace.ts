import type { Clock } from '../clock.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import { createSessions, type Sessions } from './bridge/sessions.ts'
import { askOnAssignment } from './callbacks/assignment.ts'
import { sendEvents } from './callbacks/events.ts'
import { assignWaitingTasks } from './engine/assignment.ts'
import { createContext, type Context } from './engine/context.ts'
import { removeTask } from './engine/task-end.ts'
import { createWorkCalls, type WorkCalls } from './calls/work-calls.ts'
import { createJournal } from './journal/journal.ts'
import type { Store } from './model/store.ts'
import { createWire, type Wire } from './rest/wire.ts'
import { createTaskSide } from './task-side.ts'
import type { TaskSide, VoiceSide } from './voice-side.ts'

/** One Workspace at work. */
export interface RunningWorkspace {
  readonly context: Context
  readonly calls: WorkCalls
  readonly wire: Wire
  readonly sessions: Sessions
  readonly taskSide: TaskSide
  /** Forgets every Task and every event; the configuration stays. */
  clear(): void
  /** Ends its sockets and timers; nothing more is sent. */
  close(): void
}

export interface WorkspaceDeps {
  readonly accountSid: string
  readonly clock: Clock
  readonly voice: VoiceSide
  readonly sender: Pick<WebhookSender, 'send'>
  readonly notices: Context['notices']
  readonly baseUrl: () => string
}

export function runWorkspace(deps: WorkspaceDeps, store: Store): RunningWorkspace {
  const { accountSid, clock, voice, sender, notices, baseUrl } = deps
  const context = createContext({ accountSid, clock, store, notices }, assignWaitingTasks)
  const journal = createJournal(context)
  const calls = createWorkCalls(context, voice)
  const callbacks = [
    sendEvents(context, journal, sender),
    askOnAssignment({ context, calls, sender }),
  ]
  const sessions = createSessions(context)
  return {
    context,
    calls,
    wire: createWire({ context, calls, journal, baseUrl }),
    sessions,
    taskSide: createTaskSide(context),
    clear() {
      context.run(() => {
        for (const sid of store.tasks.keys()) removeTask(context, sid, 'task.system-deleted')
      })
      journal.clear()
    },
    close() {
      for (const callback of callbacks) callback.close()
      sessions.close()
      context.timers.close()
    },
  }
}
