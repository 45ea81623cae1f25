import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { getParties } from '../calls/model/call.ts'
import { hangUpTwiml, keysTwiml, momentTwiml, rejectTwiml } from '../twiml/documents.ts'
import { webhookPaths } from '../twilio/urls.ts'
import { answerCaller } from './answer-caller.ts'
import { connectDevice } from './connect-device.ts'
import type { WebhookDeps } from './deps.ts'
import { clientForm, conferenceLeftForm, inboundForm, partyQuery } from './schemas.ts'

/** Twilio asks what a call does next, and gets TwiML. */
export function voiceRoutes(deps: WebhookDeps): FastifyPluginAsyncZod {
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
    app.post(webhookPaths.moment, async (_, reply) => twiml(reply, momentTwiml()))
    app.post(webhookPaths.keys, { schema: { querystring: partyQuery } }, async (request, reply) => {
      const { callId, partyId } = request.query
      const call = deps.calls.find(callId)
      const parties = call === null ? [] : getParties(call.phase)
      const party = parties.find((each) => each.partyId === partyId)
      return twiml(reply, keysTwiml(party?.digits ?? ''))
    })
    app.post(
      webhookPaths.conferenceLeft,
      { schema: { body: conferenceLeftForm, querystring: partyQuery } },
      async (request, reply) => {
        const { CallSid, CallStatus } = request.body
        const { callId, partyId } = request.query
        if (CallStatus === 'completed') {
          const status = { partyId, callSid: CallSid, status: CallStatus } as const
          await deps.calls.dispatch(callId, { kind: 'leg-status', ...status })
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
