import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { getParties } from '../calls/model/call.ts'
import { CUSTOMER } from '../calls/model/party.ts'
import {
  emptyTwiml,
  hangUpTwiml,
  keysTwiml,
  musicTwiml,
  nobodyTwiml,
  rejectTwiml,
} from '../twiml/documents.ts'
import { webhookPaths } from '../twilio/urls.ts'
import { answerCaller } from './answer-caller.ts'
import { connectDevice } from './connect-device.ts'
import type { WebhookDeps } from './deps.ts'
import { clientForm, inboundForm, partyQuery, queueLeftForm, queueLeftQuery } from './schemas.ts'

/** A failure of Twilio's or ours, such as missing music, ended the queue. Docs: voice/twiml/enqueue. */
const FAILED = new Set(['error', 'system-error'])
/** How often a caller is queued again after failures. */
const MOST_QUEUINGS = 10

/** Twilio asks what a call does next, and gets TwiML. */
export function voiceRoutes(deps: WebhookDeps): FastifyPluginAsyncZod {
  const music = () => musicTwiml(deps.urls().music)
  return async (app) => {
    app.post(webhookPaths.inbound, { schema: { body: inboundForm } }, async (request, reply) => {
      // Somebody has made an outbound call with our address as its TwiML's.
      if (request.body.Direction?.startsWith('outbound')) return twiml(reply, rejected(deps))
      return twiml(reply, await answerCaller(deps, request.body))
    })
    app.post(webhookPaths.client, { schema: { body: clientForm } }, async (request, reply) => {
      // A Device has no parent call. A call that another call's TwiML dials may be anybody, under any name.
      if (request.body.ParentCallSid) return twiml(reply, rejected(deps))
      return twiml(reply, await connectDevice(deps, request.body))
    })
    app.post(webhookPaths.queueWait, async (_, reply) => twiml(reply, music()))
    app.route({
      // Twilio's documents disagree on the default of HoldMethod.
      method: ['GET', 'POST'],
      url: webhookPaths.holdMusic,
      handler: async (_, reply) => twiml(reply, music()),
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
        // The call ignores this when the server itself has moved the caller.
        if (elsewhere && queuing !== undefined) {
          await deps.calls.dispatch(callId, { kind: 'dequeued-elsewhere', queuing })
        }
        if (FAILED.has(QueueResult ?? '') && queuing !== undefined && queuing < MOST_QUEUINGS) {
          const call = await deps.calls.dispatch(callId, { kind: 'dequeued-elsewhere', queuing })
          // The same music until they are queued again.
          if (call !== null && call.phase.kind !== 'ended') return twiml(reply, music())
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
          await deps.calls.dispatch(
            callId,
            partyId === CUSTOMER
              ? { kind: 'customer-left' }
              : { kind: 'leg-status', partyId, callSid: CallSid, status: CallStatus },
          )
        }
        return twiml(reply, hangUpTwiml())
      },
    )
  }
}

function rejected(deps: WebhookDeps): string {
  deps.guard.alarms.raise('foreign-callback', {})
  return rejectTwiml()
}

function twiml(reply: FastifyReply, document: string): FastifyReply {
  return reply.type('text/xml').send(document)
}
