import type { Clock } from '../../clock.ts'
import { createOrderedSender } from '../../webhooks/ordered.ts'
import type { WebhookSender } from '../../webhooks/sender.ts'
import type { Call } from '../call/call.ts'
import type { ConferenceEvent, ConferenceReport } from './participant-options.ts'
import type { Participant } from './participant.ts'
import { rfc2822 } from '../rfc2822.ts'

export interface ConferenceReporter {
  /** The first participant to join says where events go; later ones are ignored. */
  configure(report: ConferenceReport | null): void
  /** Whether this event is reported. */
  wants(event: ConferenceEvent): boolean
  emit(event: ConferenceEvent, name: string, params: Readonly<Record<string, string>>): void
}

/** Sends a conference's events in order, numbered from 1. Docs: voice/twiml/conference#attributes-status-callback. */
export function createConferenceReporter(
  deps: { readonly clock: Clock; readonly sender: WebhookSender },
  conference: { readonly sid: string; readonly friendlyName: string; readonly accountSid: string },
): ConferenceReporter {
  const post = createOrderedSender(deps.sender)
  let target: ConferenceReport | null | undefined
  let sequence = 0
  const wants = (event: ConferenceEvent) => target?.events.includes(event) ?? false
  return {
    configure(report) {
      if (target === undefined) target = report
    },
    wants,
    emit(event, name, params) {
      if (!target || !wants(event)) return
      sequence += 1
      post({
        url: target.url,
        method: target.method,
        params: {
          ...params,
          AccountSid: conference.accountSid,
          ConferenceSid: conference.sid,
          FriendlyName: conference.friendlyName,
          SequenceNumber: String(sequence),
          StatusCallbackEvent: name,
          Timestamp: rfc2822(deps.clock.now()),
        },
      })
    },
  }
}

/** What every participant event says of its participant. */
export function participantParams(participant: Participant): Record<string, string> {
  const { call, options } = participant
  return {
    ...identityParams(call, options.label),
    Coaching: String(participant.coaches !== null),
    EndConferenceOnExit: String(participant.endConferenceOnExit),
    Hold: String(participant.held),
    Muted: String(participant.muted),
    StartConferenceOnEnter: String(options.startConferenceOnEnter),
  }
}

export function identityParams(call: Call, label: string | null): Record<string, string> {
  return { CallSid: call.sid, ...(label === null ? {} : { ParticipantLabel: label }) }
}
