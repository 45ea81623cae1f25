import { getOperation } from '../model/phase.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { agentOf } from '../../auth/bearer.ts'
import {
  accepted as acceptedReply,
  addRequest,
  partyStep,
  paths,
  targetsReply,
  transferRequest,
  transferStep,
} from '../../contract/commands.ts'
import type { AddRequest, PartyStep, TransferRequest } from '../../contract/commands.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import type { NotRung } from '../../dialling/dialling.ts'
import { sendFailure } from '../../http/failure.ts'
import { succeed } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Targets } from '../../routing/targets.ts'
import type { CallEvent, Destination } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import type { Calls } from '../runtime/calls.ts'
import { accepted, runAgentCommand, findOwnCall } from './command.ts'
import type { CommandRequest } from './command.ts'
import { isHeldByOperation } from '../conversation/holding.ts'
import { isBetweenTeammates } from '../model/internal.ts'
import { isCustomerHere, findParty } from '../model/parties.ts'
import { isSetAside, isSettled } from '../conversation/setting-aside.ts'
import { isMovingHere, isHere } from '../model/party.ts'
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
        return requestTransfer(
          deps,
          { calls, agent: agentOf(request), callId, reply },
          request.body,
        )
      },
    )
    app.post(
      `${BASE}/transfer/:step`,
      { schema: { params: params.extend({ step: transferStep }), response } },
      async (request, reply) => {
        const { callId, step } = request.params
        return runAgentCommand({ calls, agent: agentOf(request), callId, reply }, (call) => {
          if (!isIn(call, 'active') || call.phase.operation.kind !== 'transfer') return 'not-found'
          return { kind: 'transfer-step-requested', step }
        })
      },
    )
    app.post(
      `${BASE}/parties`,
      { schema: { params, body: addRequest, response } },
      async (request, reply) => {
        const { callId } = request.params
        return requestAdd(deps, { calls, agent: agentOf(request), callId, reply }, request.body)
      },
    )
    app.post(
      `${BASE}/parties/:partyId/:step`,
      { schema: { params: params.extend({ partyId: id, step: partyStep }), response } },
      async (request, reply) => {
        const { callId, partyId, step } = request.params
        return runAgentCommand({ calls, agent: agentOf(request), callId, reply }, (call) =>
          toPartyEvent(call, partyId, step),
        )
      },
    )
  }
}

async function requestTransfer(
  deps: PartyRoutesDeps,
  request: CommandRequest,
  body: TransferRequest,
) {
  const { kind, target, reason } = body
  const before = whyNotTransferable(request, kind)
  if (before !== null) return sendFailure(request.reply, before)
  if (kind === 'warm' && target.kind === 'queue') {
    return sendFailure(request.reply, 'invalid-request', 'nobody can be talked to in a queue')
  }
  const to = await resolveTarget(deps, request.agent, target)
  if (!to.ok) return sendFailure(request.reply, to.failure.code, to.failure.message)
  const now = whyNotTransferable(request, kind)
  if (now !== null) return sendFailure(request.reply, now)
  const by = request.agent.identity
  const event = { kind: 'transfer-requested', by, transfer: kind, to: to.value, reason } as const
  const dispatch = () => deps.calls.dispatch(request.callId, event)
  const rung = await admit(deps, request, to.value, dispatch)
  if (!rung.ok) return sendFailure(request.reply, rung.failure.code, rung.failure.message)
  const taken = rung.value !== null && wasTaken(rung.value, event)
  // Another command may have come first.
  return taken ? accepted : sendFailure(request.reply, 'transfer-under-way')
}

function wasTaken(call: Call, { to }: Extract<CallEvent, { kind: 'transfer-requested' }>): boolean {
  if (!isIn(call, 'active')) return false
  const { transfer, requeue } = getOperation(call.phase)
  return to.kind === 'queue' ? requeue !== null : transfer?.partyId === to.who.partyId
}

function whyNotTransferable(
  request: CommandRequest,
  kind: TransferRequest['kind'],
): ErrorCode | null {
  const call = findOwnCall(request)
  if (typeof call === 'string') return call
  if (!isIn(call, 'active') || !isCustomerHere(call)) return 'not-found'
  // A called teammate cannot be transferred; the person they should talk to is added instead.
  if (isBetweenTeammates(call)) return 'forbidden'
  // The consult would be put on hold like everybody in a call that is set aside.
  if (kind === 'warm' && isSetAside(call)) return 'invalid-request'
  return !isSettled(call) || call.phase.parties.some(isMovingHere) ? 'transfer-under-way' : null
}

async function requestAdd(deps: PartyRoutesDeps, request: CommandRequest, { target }: AddRequest) {
  if (target.kind === 'queue') {
    return sendFailure(request.reply, 'invalid-request', 'a queue cannot be added')
  }
  const before = findOwnCall(request)
  if (typeof before === 'string') return sendFailure(request.reply, before)
  if (!isIn(before, 'active')) return sendFailure(request.reply, 'not-found')
  const to = await resolveTarget(deps, request.agent, target)
  if (!to.ok) return sendFailure(request.reply, to.failure.code, to.failure.message)
  if (to.value.kind === 'queue') return sendFailure(request.reply, 'invalid-request')
  const { who } = to.value
  const rung = await admit(deps, request, to.value, () =>
    runAgentCommand(request, () => ({ kind: 'add-requested', who })),
  )
  return rung.ok ? rung.value : sendFailure(request.reply, rung.failure.code, rung.failure.message)
}

/** Asks the dialling policy; a queue rings nobody. */
async function admit<Value>(
  { dialling }: PartyRoutesDeps,
  { agent, callId }: CommandRequest,
  to: Destination,
  begin: () => Promise<Value>,
): Promise<Result<Value, NotRung>> {
  if (to.kind === 'queue') return succeed(await begin())
  const { partyId, number } = to.who
  return dialling.admit({ callId, partyId, identity: agent.identity, number }, begin)
}

function toPartyEvent(call: Call, partyId: string, step: PartyStep): CallEvent | ErrorCode {
  const party = isIn(call, 'active') ? findParty(call, partyId) : null
  if (party === null || !isHere(party) || !isIn(call, 'active')) return 'not-found'
  switch (step) {
    case 'hold':
    case 'resume':
      if (isHeldByOperation(call, partyId)) return 'transfer-under-way'
      return { kind: 'hold-requested', partyId, hold: step === 'hold' }
    case 'mute':
    case 'unmute':
      return { kind: 'mute-requested', partyId, mute: step === 'mute' }
    case 'remove':
      return party.role === 'agent' ? 'forbidden' : { kind: 'remove-requested', partyId }
  }
}
