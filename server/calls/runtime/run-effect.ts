import { assertNever } from '../../contract/assert-never.ts'
import { succeed } from '../../contract/result.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { directionOf } from '../model/internal.ts'
import { readBack } from './read-twilio.ts'
import { putOff, refusalOf } from './put-off.ts'
import type { PutOff } from './put-off.ts'
import { ring } from './run-ring.ts'
import { runRecording } from './run-recording.ts'
import { runReservation } from './run-reservation.ts'
import { noted } from './effect-deps.ts'
import type { CommandDeps } from './effect-deps.ts'
import { redirect, merge } from './run-redirect.ts'

/**
 * Carries out one command. What came of it, where that matters to the call, is the event that it answers; what must happen
 * and could not is put off. `tried`: how often it was put off before, or that another run of the server may have begun it.
 */
export async function runCommand(
  deps: CommandDeps,
  call: Call,
  command: CallCommand,
  tried = 0,
): Promise<CallEvent | PutOff | null> {
  switch (command.kind) {
    case 'ring-agent':
    case 'ring-customer':
    case 'ring-party':
      return ring(deps, call, command, tried)
    case 'end-leg':
      return endLeg(deps, command.callSid)
    case 'accept-reservation':
    case 'reject-reservation':
    case 'wrap-reservation':
    case 'complete-reservation':
      return runReservation(deps, call, command)
    case 'create-task':
      return createTask(deps, call, command, tried)
    case 'cancel-task':
    case 'complete-task':
      return endTask(deps, command)
    case 'move-caller':
    case 'requeue-caller':
      return redirect(deps, call, command)
    case 'hand-over':
    case 'move-party':
    case 'tell-merge':
      return merge(deps, call, command)
    case 'set-hold': {
      const { conferenceSid, callSid, partyId, hold } = command
      const holdUrl = deps.urls().holdMusic
      const asked = await deps.gateway.setHold({ conferenceSid, callSid, hold, holdUrl })
      if (asked.ok) return null
      return { kind: 'hold-refused', partyId, hold, refusal: refusalOf(asked.failure) }
    }
    case 'set-mute': {
      const { conferenceSid, callSid, partyId, mute } = command
      const asked = await deps.gateway.setMuted({ conferenceSid, callSid, muted: mute })
      if (asked.ok) return null
      return { kind: 'mute-refused', partyId, mute, refusal: refusalOf(asked.failure) }
    }
    case 'press-keys': {
      const { conferenceSid, callSid, partyId } = command
      const url = deps.urls().keys(call.callId, partyId)
      const asked = await deps.gateway.announce({ conferenceSid, callSid, url })
      if (asked.ok) return null
      return { kind: 'keys-refused', partyId, refusal: refusalOf(asked.failure) }
    }
    case 'end-conversation':
      return endConversation(deps, command)
    case 'read-back':
      return {
        kind: 'read-back',
        found: await readBack(deps.gateway, call),
        upTo: command.upTo,
      }
    case 'settle-recording':
    case 'set-recording':
    case 'read-recording':
      return runRecording(deps, call, command)
    case 'record':
      await deps.record(call, command.entry)
      return null
    case 'start-wrap-up':
      await deps.startWrapUp(call, command)
      return null
    case 'withdraw-wrap-up': {
      const notes = await deps.withdrawWrapUp(call.callId, command.identity)
      return notes === null ? null : { kind: 'notes-written', notes }
    }
    default:
      return assertNever(command)
  }
}

async function endLeg({ gateway }: CommandDeps, callSid: string): Promise<CallEvent | null> {
  const ended = await gateway.endCall(callSid)
  // A leg that is over already is what was wanted.
  const open = !ended.ok && refusalOf(ended.failure) === 'unreachable'
  return open ? { kind: 'end-failed', callSid } : null
}

/** Made once: what a lost answer has left behind is found by its attributes, unless TaskRouter has told of it already. */
async function createTask(
  deps: CommandDeps,
  call: Call,
  command: Extract<CallCommand, { kind: 'create-task' }>,
  tried: number,
): Promise<CallEvent | PutOff | null> {
  const { partyId, workerSid, handover } = command
  if (call.tasks.find((task) => task.partyId === partyId)?.taskSid) return null
  const ticket = deps.tickets.forParty(call.callId, partyId)
  // By the ticket too: anybody with a Worker's token can make a Task with the other two.
  const mark = { call_id: call.callId, party_id: partyId, ticket }
  const found = tried === 0 ? succeed(null) : await deps.gateway.findTask(mark)
  noted(deps, found, command)
  if (!found.ok) return putOff(found.failure)
  if (found.value !== null) return { kind: 'task-created', partyId, ...found.value }
  const attributes = {
    ...mark,
    direction: directionOf(call),
    to: call.direction === 'outbound' ? call.customer.number : call.lineNumber,
    from: call.direction === 'outbound' ? call.lineNumber : call.customer.number,
    ...(handover === null ? {} : { handover }),
  }
  const created = await deps.gateway.createTask({ workerSid, attributes })
  noted(deps, created, command)
  if (!created.ok) return putOff(created.failure)
  return { kind: 'task-created', partyId, taskSid: created.value.taskSid }
}

async function endTask(
  deps: CommandDeps,
  command: Extract<CallCommand, { kind: 'cancel-task' | 'complete-task' }>,
): Promise<PutOff | null> {
  const { gateway } = deps
  const { kind, taskSid } = command
  const why = 'the call ended'
  const ended = await (kind === 'cancel-task'
    ? gateway.cancelTask(taskSid, why)
    : gateway.completeTask(taskSid, why))
  noted(deps, ended, command)
  return ended.ok ? null : putOff(ended.failure)
}

async function endConversation(
  deps: CommandDeps,
  command: Extract<CallCommand, { kind: 'end-conversation' }>,
): Promise<CallEvent | null> {
  const { conferenceSid, legs } = command
  if (conferenceSid !== null) {
    const ended = await deps.gateway.endConference(conferenceSid)
    if (ended.ok) return null
  }
  const results = await Promise.all(legs.map((callSid) => deps.gateway.endCall(callSid)))
  const open = results.some((ended) => !ended.ok && refusalOf(ended.failure) === 'unreachable')
  return open ? { kind: 'hang-up-refused', refusal: 'unreachable' } : null
}
