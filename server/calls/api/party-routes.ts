import { getOperation } from '../model/phase.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { agentOf } from '../../auth/bearer.ts'
import {
  addRequest,
  partyStep,
  paths,
  targetsReply,
  transferRequest,
  transferStep,
} from '../../contract/commands.ts'
import type { AddRequest, PartyStep, TransferRequest } from '../../contract/commands.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import type { RingRefusal } from '../../dialling/dialling.ts'
import { sendFailure } from '../../http/failure.ts'
import { succeed } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Targets } from '../../routing/targets.ts'
import type { CallEvent, Destination } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import type { Calls } from '../runtime/calls.ts'
import { CALL_PATH, accepted, id, params, readCommand, response } from './command.ts'
import { findConversation, runAgentCommand, sendRefusal, sendResult } from './command.ts'
import type { CommandRequest } from './command.ts'
import { isHeldByOperation } from '../conversation/holding.ts'
import { isBetweenTeammates } from '../model/internal.ts'
import { isCustomerHere, findParty } from '../model/parties.ts'
import { isSetAside, isSettled } from '../conversation/setting-aside.ts'
import { isMovingHere, isHere } from '../model/party.ts'
import { resolveTarget } from './resolve-target.ts'
import type { ResolveDeps } from './resolve-target.ts'

export interface PartyRoutesDeps extends ResolveDeps {
  readonly calls: Calls
  readonly targets: Targets
}

/** Transfers and conferences. */
export function partyRoutes(deps: PartyRoutesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const { calls } = deps
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
      `${CALL_PATH}/transfer`,
      { schema: { params, body: transferRequest, response } },
      async (request, reply) =>
        requestTransfer(deps, readCommand(calls, request, reply), request.body),
    )
    app.post(
      `${CALL_PATH}/transfer/:step`,
      { schema: { params: params.extend({ step: transferStep }), response } },
      async (request, reply) =>
        runAgentCommand(readCommand(calls, request, reply), ({ phase }) =>
          phase.kind === 'active' && phase.operation.kind === 'transfer'
            ? { kind: 'transfer-step-requested', step: request.params.step }
            : 'not-found',
        ),
    )
    app.post(
      `${CALL_PATH}/parties`,
      { schema: { params, body: addRequest, response } },
      async (request, reply) => requestAdd(deps, readCommand(calls, request, reply), request.body),
    )
    app.post(
      `${CALL_PATH}/parties/:partyId/:step`,
      { schema: { params: params.extend({ partyId: id, step: partyStep }), response } },
      async (request, reply) => {
        const { partyId, step } = request.params
        return runAgentCommand(readCommand(calls, request, reply), (call) =>
          toPartyEvent(call, partyId, step),
        )
      },
    )
  }
}

async function requestTransfer(
  deps: PartyRoutesDeps,
  request: CommandRequest,
  { kind, target, reason }: TransferRequest,
) {
  const { agent, callId, reply } = request
  const before = whyNotTransferable(request, kind)
  if (before !== null) return sendFailure(reply, before)
  if (kind === 'warm' && target.kind === 'queue')
    return sendFailure(reply, 'invalid-request', 'nobody can be talked to in a queue')
  const resolved = await resolveTarget(deps, agent, target)
  if (!resolved.ok) return sendRefusal(reply, resolved.failure)
  const now = whyNotTransferable(request, kind)
  if (now !== null) return sendFailure(reply, now)
  const to = resolved.value
  const event = {
    kind: 'transfer-requested',
    by: agent.identity,
    transfer: kind,
    to,
    reason,
  } as const
  const begun = await admit(deps, request, to, () => deps.calls.dispatch(callId, event))
  if (!begun.ok) return sendRefusal(reply, begun.failure)
  // Another command may have come first.
  return hasTransferTo(begun.value, to) ? accepted : sendFailure(reply, 'transfer-under-way')
}

function hasTransferTo(call: Call | null, to: Destination): boolean {
  if (call === null || !isIn(call, 'active')) return false
  const { transfer, requeue } = getOperation(call.phase)
  return to.kind === 'queue' ? requeue !== null : transfer?.partyId === to.invitee.partyId
}

function whyNotTransferable(
  request: CommandRequest,
  kind: TransferRequest['kind'],
): ErrorCode | null {
  const call = findConversation(request)
  if (typeof call === 'string') return call
  if (!isCustomerHere(call)) return 'not-found'
  // A called teammate cannot be transferred; the person they should talk to is added instead.
  if (isBetweenTeammates(call)) return 'forbidden'
  // The consult would be put on hold like everybody in a call that is set aside.
  if (kind === 'warm' && isSetAside(call)) return 'invalid-request'
  return !isSettled(call) || call.phase.parties.some(isMovingHere) ? 'transfer-under-way' : null
}

async function requestAdd(deps: PartyRoutesDeps, request: CommandRequest, { target }: AddRequest) {
  const { agent, reply } = request
  if (target.kind === 'queue')
    return sendFailure(reply, 'invalid-request', 'a queue cannot be added')
  const before = findConversation(request)
  if (typeof before === 'string') return sendFailure(reply, before)
  const to = await resolveTarget(deps, agent, target)
  if (!to.ok) return sendRefusal(reply, to.failure)
  if (to.value.kind === 'queue') return sendFailure(reply, 'invalid-request')
  const { invitee } = to.value
  const begun = await admit(deps, request, to.value, () =>
    runAgentCommand(request, () => ({ kind: 'add-requested', invitee })),
  )
  return sendResult(reply, begun)
}

/** Asks the dialling policy; a queue rings nobody. */
async function admit<Value>(
  { dialling }: PartyRoutesDeps,
  { agent, callId }: CommandRequest,
  to: Destination,
  begin: () => Promise<Value>,
): Promise<Result<Value, RingRefusal>> {
  if (to.kind === 'queue') return succeed(await begin())
  const { partyId, number } = to.invitee
  return dialling.admit({ callId, partyId, identity: agent.identity, number }, begin)
}

function toPartyEvent(call: Call, partyId: string, step: PartyStep): CallEvent | ErrorCode {
  if (!isIn(call, 'active')) return 'not-found'
  const party = findParty(call, partyId)
  if (party === null || !isHere(party)) return 'not-found'
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
