import { callParams } from '../../telephony/call/call-params.ts'
import type { Dequeue, QueueEntry } from '../../telephony/queue/queues.ts'
import { followAction, leaveCauseOf } from '../run/context.ts'
import type { Onward, VerbContext } from '../run/context.ts'
import { announce } from './announce.ts'
import { stayInConference } from './dial-conference.ts'
import type { EnqueueVerb } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'
import { taskAttributesOf } from './task-attributes.ts'
import { startWaiting } from './wait-music.ts'

type QueueResult =
  | 'bridged'
  | 'error'
  | 'hangup'
  | 'leave'
  | 'queue-full'
  | 'redirected'
  | 'redirected-from-bridged'

/** `<Enqueue>`. Docs: voice/twiml/enqueue, taskrouter/twiml-queue-calls. */
export async function enqueue(context: VerbContext, verb: EnqueueVerb): Promise<Onward> {
  const { services, call } = context
  call.answer()
  const done = Promise.withResolvers<Dequeue | 'error'>()
  const entry = services.queues.enter(verb.workflowSid ?? verb.queue, call, done.resolve)
  const finish = (result: QueueResult, params: Record<string, string> = {}) =>
    followAction(context, verb.action, { QueueResult: result, ...params })
  if (entry === null) return finish('queue-full')
  const task = verb.workflowSid === null ? null : createTask(context, verb, verb.workflowSid)
  if (task?.ok === false) {
    services.queues.leave(entry)
    return finish('error')
  }
  if (task?.ok === true) {
    services.tasks().onTaskEnded(task.taskSid, () => done.resolve({ kind: 'leave' }))
  }
  const how = await waitInQueue(context, verb, entry, done)
  const waited = {
    QueueSid: entry.queue.sid,
    QueueTime: String(services.queues.secondsIn(entry)),
  }
  services.queues.leave(entry)
  if (how === 'gone') {
    const result = leaveCauseOf(context) === 'updated' ? 'redirected' : 'hangup'
    if (task?.ok === true) services.tasks().callerLeftQueue(task.taskSid, result)
    return finish(result, waited)
  }
  if (how === 'error') {
    if (task?.ok === true) services.tasks().callerLeftQueue(task.taskSid, 'error')
    return finish('error', waited)
  }
  if (how.kind === 'leave') {
    if (task?.ok === true) services.tasks().callerLeftQueue(task.taskSid, 'leave')
    return finish('leave', waited)
  }
  if (how.kind === 'bridge') {
    await talkToDialer(context, how, waited)
    // Reports nothing unless they were never connected.
    if (task?.ok === true) services.tasks().callerLeftQueue(task.taskSid, 'hangup')
  } else await stayInConference(context, how.conference, how.options, null)
  const redirected = leaveCauseOf(context) === 'updated'
  return finish(redirected ? 'redirected-from-bridged' : 'bridged', waited)
}

/** Hears the announcement, then talks to the call that dialled the queue until either leaves. */
async function talkToDialer(
  context: VerbContext,
  how: Extract<Dequeue, { kind: 'bridge' }>,
  waited: Readonly<Record<string, string>>,
): Promise<void> {
  const { call, signal } = context
  const { announcement, by } = how
  try {
    if (announcement !== null) {
      await announce(context, announcement, { ...waited, DequeingCallSid: by })
    }
    if (signal.aborted) return
    await new Promise<void>((resolve) => how.meet({ call, signal, part: resolve }))
  } finally {
    // The call that dialled the queue must not wait for a caller who never came; after they were connected this has no effect.
    how.meet(null)
  }
}

function createTask({ services, call, base }: VerbContext, verb: EnqueueVerb, workflowSid: string) {
  const { priority, timeoutSeconds } = verb.task
  const created = services.tasks().createTask({
    workflowSid,
    attributes: { ...taskAttributesOf(call), ...verb.task.attributes },
    ...(priority === undefined ? {} : { priority }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  })
  if (!created.ok) {
    const { code, message } = created
    services.notices.note({ level: 'error', code, message, callSid: call.sid, url: base })
  }
  return created
}

/** `gone`: the call has left its document. */
async function waitInQueue(
  context: VerbContext,
  verb: EnqueueVerb,
  entry: QueueEntry,
  done: PromiseWithResolvers<Dequeue | 'error'>,
): Promise<Dequeue | 'error' | 'gone'> {
  const { services, call, signal, base } = context
  const { audio } = call
  if (signal.aborted || audio === null) return 'gone'
  const gone = Promise.withResolvers<'gone'>()
  const leave = () => gone.resolve('gone')
  signal.addEventListener('abort', leave)
  const { wait } = verb
  const programme = startWaiting(
    services,
    call,
    {
      url: wait === null || wait.url === '' ? wait && '' : resolveUrl(wait.url, base),
      method: wait?.method ?? 'POST',
      params: () => ({ ...callParams(call), ...services.queues.waitParams(entry) }),
      callSid: call.sid,
      loopsFile: true,
    },
    {
      atEnd: 'again',
      onControl(control) {
        if (control === 'error') done.resolve('error')
        else if (control === 'leave') done.resolve({ kind: 'leave' })
        else call.end('completed', 'switch')
      },
    },
  )
  const silence = services.audio.add(() => {
    audio.hears = programme.read()
  })
  const how = await Promise.race([done.promise, gone.promise])
  silence()
  programme.close()
  signal.removeEventListener('abort', leave)
  return how
}
