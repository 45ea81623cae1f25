import { CUSTOMER } from '../calls/model/party.ts'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { getLeg, getParties } from '../calls/model/call.ts'
import { findRejoiningParty, createRejoinLabel } from '../calls/conversation/rejoining.ts'
import { canSetAside, findOtherCalls, setAsideAll } from '../calls/api/second-call.ts'
import { identityInAddress } from '../identity.ts'
import {
  conferenceTwiml,
  emptyTwiml,
  hangUpTwiml,
  keysTwiml,
  musicTwiml,
  nobodyTwiml,
  rejectTwiml,
} from '../twiml/documents.ts'
import { connectCaller, isCallersDevice } from './caller-device.ts'
import type { WebhookDeps } from './deps.ts'
import { clientForm, inboundForm, partyQuery, queueLeftForm, queueLeftQuery } from './schemas.ts'
import { webhookPaths } from '../twilio/urls.ts'
import { answerCaller } from './answer-caller.ts'

/** A queue that ended by a failure of Twilio's or ours, such as music that could not be had. Docs: voice/twiml/enqueue. */
const FAILED = new Set(['error', 'system-error'])
/** A queue that fails as often as this fails for good. */
const MOST_QUEUINGS = 10

/** Where Twilio asks what a call is to do next. Each answer is TwiML. */
export function voiceRoutes(deps: WebhookDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(webhookPaths.inbound, { schema: { body: inboundForm } }, async (request, reply) => {
      // Somebody has given a call that goes out our address as its TwiML's.
      if (request.body.Direction?.startsWith('outbound')) return twiml(reply, rejected(deps))
      return twiml(reply, await answerCaller(deps, request.body))
    })
    app.post(webhookPaths.client, { schema: { body: clientForm } }, async (request, reply) =>
      twiml(reply, await connectDevice(deps, request.body)),
    )
    app.post(webhookPaths.queueWait, async (_, reply) =>
      twiml(reply, musicTwiml(deps.urls().music)),
    )
    app.route({
      // Twilio follows HoldMethod, which defaults to either verb in different documents.
      method: ['GET', 'POST'],
      url: webhookPaths.holdMusic,
      handler: async (_, reply) => twiml(reply, musicTwiml(deps.urls().music)),
    })
    app.post(webhookPaths.keys, { schema: { querystring: partyQuery } }, async (request, reply) => {
      const { callId, partyId } = request.query
      const call = deps.calls.find(callId)
      const parties = call === null ? [] : getParties(call.phase)
      const party = parties.find((each) => each.partyId === partyId)
      return twiml(reply, keysTwiml(party?.digits ?? ''))
    })
    app.post(
      webhookPaths.queueLeft,
      { schema: { body: queueLeftForm, querystring: queueLeftQuery } },
      async (request, reply) => {
        const { CallStatus, QueueResult } = request.body
        const { callId, queuing } = request.query
        if (QueueResult === 'hangup' || CallStatus === 'completed') {
          await deps.calls.dispatch(callId, { kind: 'customer-left' })
          return twiml(reply, emptyTwiml())
        }
        const elsewhere = QueueResult === 'redirected' || QueueResult === 'bridged'
        // Unless it was the server who moved them, which its phase then says.
        if (elsewhere && queuing !== undefined) {
          await deps.calls.dispatch(callId, { kind: 'dequeued-elsewhere', queuing })
        }
        if (FAILED.has(QueueResult ?? '') && queuing !== undefined && queuing < MOST_QUEUINGS) {
          const call = await deps.calls.dispatch(callId, { kind: 'dequeued-elsewhere', queuing })
          // Until they are queued again they hear what they heard.
          if (call !== null && call.phase.kind !== 'ended') {
            return twiml(reply, musicTwiml(deps.urls().music))
          }
        }
        return twiml(reply, elsewhere ? emptyTwiml() : nobodyTwiml())
      },
    )
    app.post(
      webhookPaths.conferenceLeft,
      { schema: { body: queueLeftForm, querystring: partyQuery } },
      async (request, reply) => {
        const { CallSid, CallStatus } = request.body
        const { callId, partyId } = request.query
        if (CallStatus === 'completed') {
          const status = {
            kind: 'leg-status',
            partyId,
            callSid: CallSid,
            status: CallStatus,
          } as const
          const gone = { kind: 'customer-left' } as const
          await deps.calls.dispatch(callId, partyId === CUSTOMER ? gone : status)
        }
        return twiml(reply, hangUpTwiml())
      },
    )
  }
}

/**
 * The Device of the agent who prepared this call may join it, or wait in its queue, and so may the agent that it waits for
 * beside another call; nobody else's. The agent's other call is on hold from then on.
 */
async function connectDevice(
  deps: WebhookDeps,
  form: { CallSid: string; From: string; callId: string; ParentCallSid?: string | undefined },
): Promise<string> {
  const { CallSid: callSid, callId } = form
  // A Device calls by itself; one that another call's TwiML dials as is anybody, in any name.
  if (form.ParentCallSid) return rejected(deps)
  const prepared = deps.calls.find(callId)
  const identity = identityInAddress(form.From)
  // A Device can outlive its session by as long as its token holds.
  if (identity !== null && !deps.isSignedIn(identity)) {
    deps.log.warn({ callId, identity }, 'a Device of an agent who is not signed in')
    return rejectTwiml()
  }
  if (prepared !== null && identity !== null && findRejoiningParty(prepared, identity) !== null) {
    return rejoinDevice(deps, { callId, callSid, identity })
  }
  const calls = prepared !== null && isCallersDevice(prepared, form.From)
  const leg = prepared === null ? null : getLeg(prepared.phase)
  if (prepared === null || identity === null || (!calls && leg?.identity !== identity)) {
    deps.log.warn({ callId }, 'a Device asked for a call that is not its own')
    return rejectTwiml()
  }
  const others = findOtherCalls(deps.calls, identity, callId)
  if (!canSetAside(others, identity)) {
    deps.log.warn({ callId }, 'a Device asked for a second call that cannot be had now')
    return rejectTwiml()
  }
  if (calls) {
    const answer = await connectCaller(deps, prepared, callSid)
    if (answer.waits) await setAsideAll(deps.calls, others, identity)
    return answer.twiml
  }
  const call = await deps.calls.dispatch(callId, { kind: 'device-connected', callSid })
  const joined = call === null ? null : getLeg(call.phase)
  if (joined?.callSid !== callSid) return hangUpTwiml()
  await setAsideAll(deps.calls, others, identity)
  const urls = deps.urls()
  return conferenceTwiml({
    conference: callId,
    label: joined.partyId,
    leftUrl: urls.conferenceLeft(callId, joined.partyId),
    statusUrl: urls.conferenceStatus(callId),
  })
}

/** A page that was loaded again goes on where the page before it was. */
async function rejoinDevice(
  deps: WebhookDeps,
  { callId, callSid, identity }: Readonly<Record<'callId' | 'callSid' | 'identity', string>>,
): Promise<string> {
  const call = await deps.calls.dispatch(callId, { kind: 'device-rejoined', by: identity, callSid })
  const party = call === null ? null : findRejoiningParty(call, identity)
  if (party?.callSid !== callSid) return hangUpTwiml()
  const urls = deps.urls()
  return conferenceTwiml({
    conference: callId,
    label: createRejoinLabel(party),
    leftUrl: urls.conferenceLeft(callId, party.partyId),
    statusUrl: urls.conferenceStatus(callId),
  })
}

function rejected(deps: WebhookDeps): string {
  deps.guard.alarms.raise('foreign-callback', {})
  return rejectTwiml()
}

function twiml(reply: FastifyReply, document: string): FastifyReply {
  return reply.type('text/xml').send(document)
}
