import { assertNever } from '../assert-never.ts'
import { control } from '../rest/testing/control.ts'
import type { Rig } from '../rest/testing/rig.ts'
import type { RandomAct } from './random-acts.ts'
import { actOnConference } from './act-on-conference.ts'
import { ask } from './ask.ts'
import { isOpen, snapshotOf } from './snapshot.ts'

/** Who calls first; the second comes in during the call. */
export const CALLERS = ['+15005551001', '+15005551003'] as const
/** The Worker's telephone, which others may be connected with too. */
export const AGENT = '+15005551002'

/** Puts the sandbox's time forward. */
export async function advance({ description }: Rig, advanceMs: number): Promise<void> {
  await control(description.baseUrl, 'POST', '/time', { advanceMs })
}

/** Does one thing, to what there is to do it to. */
export async function performAct(rig: Rig, act: RandomAct, callSid: string): Promise<void> {
  const { app, description, number, phones } = rig
  const account = `/api/2010-04-01/Accounts/${description.accountSid}`
  const workspace = `/taskrouter/v1/Workspaces/${description.workspaceSid}`
  const { conferences, queues, tasks, workers } = await snapshotOf(rig)
  const queue = `${account}/Queues/${queues[0]?.sid ?? 'QU0'}`
  const { sid: taskSid = 'WT0', reservations = [] } = tasks.find(isOpen) ?? tasks[0] ?? {}
  const task = `${workspace}/Tasks/${taskSid}`
  const offer = reservations.find(isOpen) ?? reservations[0]
  const reservation = `${task}/Reservations/${offer?.sid ?? 'WR0'}`
  const document = (verbs: string) => `<Response>${withWorkflow(rig, verbs)}</Response>`
  switch (act.does) {
    case 'advance':
      return await advance(rig, act.ms)
    case 'press':
      return await phones.press(CALLERS[0], act.digits).catch(() => undefined)
    case 'hang up':
      return await phones.act(CALLERS[0], 'hangup').catch(() => undefined)
    case 'call in':
      app.answer('/voice', withWorkflow(rig, act.twiml))
      await phones.dial(CALLERS[1], number).catch(() => undefined)
      return
    case 'redirect':
      return await ask(rig, `${account}/Calls/${callSid}.json`, { Twiml: document(act.twiml) })
    case 'record': {
      const recordings = `${account}/Calls/${callSid}/Recordings`
      await ask(rig, `${recordings}.json`, {})
      return await ask(rig, `${recordings}/Twilio.CURRENT.json`, { Status: act.status })
    }
    case 'participant':
    case 'invite':
    case 'set':
    case 'end conference':
    case 'remove participant':
    case 'change wait URL':
    case 'announce':
      return await actOnConference(rig, act, { sid: conferences[0]?.sid ?? 'CF0', callSid })
    case 'change queue': {
      const form = { FriendlyName: act.name, MaxSize: act.size }
      return await ask(rig, act.isNew ? `${account}/Queues.json` : `${queue}.json`, form)
    }
    case 'delete queue':
      return await ask(rig, `${queue}.json`, null)
    case 'take member': {
      const member = `${queue}/Members/${act.front ? 'Front' : callSid}.json`
      return await ask(rig, member, { Twiml: document(act.twiml) })
    }
    case 'create task':
      return await ask(rig, `${workspace}/Tasks`, {
        Attributes: act.attributes,
        Timeout: act.timeout,
      })
    case 'update task':
      return await ask(rig, task, { AssignmentStatus: act.status, Reason: 'so' })
    case 'delete task':
      return await ask(rig, task, null)
    case 'instruct': {
      const form = { Instruction: act.instruction, From: number, To: AGENT }
      return await ask(rig, reservation, form)
    }
    case 'settle':
      return await ask(rig, reservation, { ReservationStatus: act.status })
    case 'enter activity': {
      const ActivitySid = description.activities[act.activity] ?? 'WA0'
      return await ask(rig, `${workspace}/Workers/${workers[0]?.sid ?? 'WK0'}`, { ActivitySid })
    }
    default:
      assertNever(act)
  }
}

/** Random documents name the Workflow by a `*`. */
export function withWorkflow({ description }: Rig, verbs: string): string {
  return verbs.replaceAll('workflowSid="*"', `workflowSid="${description.workflowSid}"`)
}
