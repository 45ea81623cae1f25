import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { agentOf } from '../auth/bearer.ts'
import {
  accepted as acceptedReply,
  addRequest,
  partyStep,
  paths,
  targetsReply,
  transferRequest,
  transferStep,
} from '../contract/commands.ts'
import type { AddRequest, PartyStep, TransferRequest } from '../contract/commands.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { RingRefusal } from '../dialling/dialling.ts'
import { sendFailure } from '../http/failure.ts'
import { succeed } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import type { Targets } from '../routing/targets.ts'
import type { CallEvent, Destination } from './call-event.ts'
import { isIn } from './call.ts'
import type { Call } from './call.ts'
import type { Calls } from './calls.ts'
import { accepted, command, ownCall } from './command.ts'
import type { Asked } from './command.ts'
import { isOfTransfer } from './holding.ts'
import { isBetweenColleagues } from './internal.ts'
import { customerIsHere, partyNamed } from './parties.ts'
import { isParked, isSettled } from './parking.ts'
import { isComing, isHere } from './party.ts'
import { resolveTarget } from './resolve-target.ts'
import type { ResolveDeps } from './resolve-target.ts'

const id = z.string().min(1).max(100)
const params = z.strictObject({ callId: id })
const BASE = `${paths.calls}/:callId`

export interface PartyRoutesDeps extends ResolveDeps {
  readonly calls: Calls
  readonly targets: Targets
}

/** Transfers and conferences. */
export function partyRoutes(deps: PartyRoutesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const { calls } = deps
    const response = { 200: acceptedReply }
    app.get(
      paths.targets,
      { schema: { response: { 200: targetsReply } } },
      async (request, reply) => {
        const targets = await deps.targets.for(agentOf(request))
        if (targets.ok) return targets.value
        return sendFailure(reply, 'twilio-unavailable', targets.failure.message)
      },
    )
    app.post(
      `${BASE}/transfer`,
      { schema: { params, body: transferRequest, response } },
      async (request, reply) => {
        const { callId } = request.params
        return transfer(deps, { calls, agent: agentOf(request), callId, reply }, request.body)
      },
    )
    app.post(
      `${BASE}/transfer/:step`,
      { schema: { params: params.extend({ step: transferStep }), response } },
      async (request, reply) => {
        const { callId, step } = request.params
        return command({ calls, agent: agentOf(request), callId, reply }, (call) => {
          if (!isIn(call, 'active') || call.phase.transfer === null) return 'not-found'
          return { kind: 'transfer-step-asked', step }
        })
      },
    )
    app.post(
      `${BASE}/parties`,
      { schema: { params, body: addRequest, response } },
      async (request, reply) => {
        const { callId } = request.params
        return add(deps, { calls, agent: agentOf(request), callId, reply }, request.body)
      },
    )
    app.post(
      `${BASE}/parties/:partyId/:step`,
      { schema: { params: params.extend({ partyId: id, step: partyStep }), response } },
      async (request, reply) => {
        const { callId, partyId, step } = request.params
        return command({ calls, agent: agentOf(request), callId, reply }, (call) =>
          stepOf(call, partyId, step),
        )
      },
    )
  }
}

async function transfer(deps: PartyRoutesDeps, asked: Asked, body: TransferRequest) {
  const { kind, target, reason } = body
  const before = transferable(asked, kind)
  if (before !== null) return sendFailure(asked.reply, before)
  if (kind === 'warm' && target.kind === 'queue') {
    return sendFailure(asked.reply, 'invalid-request', 'nobody can be talked to in a queue')
  }
  const to = await resolveTarget(deps, asked.agent, target)
  if (!to.ok) return sendFailure(asked.reply, to.failure.code, to.failure.message)
  const now = transferable(asked, kind)
  if (now !== null) return sendFailure(asked.reply, now)
  const by = asked.agent.identity
  const event = { kind: 'transfer-asked', by, transfer: kind, to: to.value, reason } as const
  const dispatch = () => deps.calls.dispatch(asked.callId, event)
  const rung = await admitted(deps, asked, to.value, dispatch)
  if (!rung.ok) return sendFailure(asked.reply, rung.failure.code, rung.failure.message)
  const taken = rung.value !== null && wasTaken(rung.value, event)
  // Another command may have come first.
  return taken ? accepted : sendFailure(asked.reply, 'transfer-under-way')
}

function wasTaken(call: Call, { to }: Extract<CallEvent, { kind: 'transfer-asked' }>): boolean {
  if (!isIn(call, 'active')) return false
  const { transfer, queueing } = call.phase
  return to.kind === 'queue' ? queueing !== null : transfer?.partyId === to.who.partyId
}

function transferable(asked: Asked, kind: TransferRequest['kind']): ErrorCode | null {
  const call = ownCall(asked)
  if (typeof call === 'string') return call
  if (!isIn(call, 'active') || !customerIsHere(call)) return 'not-found'
  // A colleague who was called is nobody's to hand over; whom they should talk to is added.
  if (isBetweenColleagues(call)) return 'forbidden'
  // Who is to be talked to first would be put on hold like all others of a parked call.
  if (kind === 'warm' && isParked(call)) return 'invalid-request'
  return !isSettled(call) || call.phase.parties.some(isComing) ? 'transfer-under-way' : null
}

async function add(deps: PartyRoutesDeps, asked: Asked, { target }: AddRequest) {
  if (target.kind === 'queue') {
    return sendFailure(asked.reply, 'invalid-request', 'a queue cannot be added')
  }
  const before = ownCall(asked)
  if (typeof before === 'string') return sendFailure(asked.reply, before)
  if (!isIn(before, 'active')) return sendFailure(asked.reply, 'not-found')
  const to = await resolveTarget(deps, asked.agent, target)
  if (!to.ok) return sendFailure(asked.reply, to.failure.code, to.failure.message)
  if (to.value.kind === 'queue') return sendFailure(asked.reply, 'invalid-request')
  const { who } = to.value
  const rung = await admitted(deps, asked, to.value, () =>
    command(asked, () => ({ kind: 'add-asked', who })),
  )
  return rung.ok ? rung.value : sendFailure(asked.reply, rung.failure.code, rung.failure.message)
}

/** Through the door of the dial policy; a queue has nobody rung. */
async function admitted<Value>(
  { dialling }: PartyRoutesDeps,
  { agent, callId }: Asked,
  to: Destination,
  begin: () => Promise<Value>,
): Promise<Result<Value, RingRefusal>> {
  if (to.kind === 'queue') return succeed(await begin())
  const { partyId, number } = to.who
  return dialling.admit({ callId, partyId, identity: agent.identity, number }, begin)
}

function stepOf(call: Call, partyId: string, step: PartyStep): CallEvent | ErrorCode {
  const party = isIn(call, 'active') ? partyNamed(call, partyId) : null
  if (party === null || !isHere(party) || !isIn(call, 'active')) return 'not-found'
  switch (step) {
    case 'hold':
    case 'resume':
      if (isOfTransfer(call, partyId)) return 'transfer-under-way'
      return { kind: 'hold-asked', partyId, hold: step === 'hold' }
    case 'mute':
    case 'unmute':
      return { kind: 'mute-asked', partyId, mute: step === 'mute' }
    case 'remove':
      return party.role === 'agent' ? 'forbidden' : { kind: 'remove-asked', partyId }
  }
}
