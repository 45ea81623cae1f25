import { z } from 'zod'

/* What we read of Twilio's webhooks. Loose, because Twilio adds fields. */

const text = z.string().min(1)

export const inboundForm = z.looseObject({
  CallSid: text,
  From: z.string(),
  To: z.string(),
  Direction: z.string().optional(),
  CallStatus: z.string().optional(),
  /** What caller-ID lookup found, where the number has it switched on. */
  CallerName: z.string().optional(),
})
export type InboundForm = z.infer<typeof inboundForm>

export const clientForm = z.looseObject({
  CallSid: text,
  From: z.string(),
  callId: text,
  /** The Call whose TwiML has made this one. */
  ParentCallSid: z.string().optional(),
})
export type ClientForm = z.infer<typeof clientForm>

export const callStatusForm = z.looseObject({ CallSid: text, CallStatus: text })

export const conferenceLeftForm = z.looseObject({
  CallSid: text,
  CallStatus: z.string().optional(),
})

export const conferenceForm = z.looseObject({
  StatusCallbackEvent: text,
  ConferenceSid: text,
  CallSid: z.string().optional(),
  ParticipantLabel: z.string().optional(),
  CallSidEndingConference: z.string().optional(),
  ReasonParticipantLeft: z.string().optional(),
  SequenceNumber: z.coerce.number().optional(),
})

export const recordingForm = z.looseObject({ RecordingSid: text, RecordingStatus: text })

export const assignmentForm = z.looseObject({
  TaskSid: text,
  ReservationSid: text,
  WorkerSid: text,
  TaskAttributes: text,
  WorkerAttributes: text,
  WorkflowSid: z.string().optional(),
  TaskQueueSid: z.string().optional(),
})
export type Assignment = z.infer<typeof assignmentForm>

export const eventForm = z.looseObject({
  EventType: text,
  ReservationSid: z.string().optional(),
  ResourceSid: z.string().optional(),
  TaskSid: z.string().optional(),
  TaskAttributes: z.string().optional(),
  WorkerSid: z.string().optional(),
  WorkerActivitySid: z.string().optional(),
  WorkerAttributes: z.string().optional(),
  WorkflowSid: z.string().optional(),
})
export type EventForm = z.infer<typeof eventForm>

export const callQuery = z.looseObject({ callId: text })
/** `place`: without it, a Conference of a call that an earlier version began. */
export const placeQuery = z.looseObject({ callId: text, place: z.coerce.number().default(0) })
export const partyQuery = z.looseObject({ callId: text, partyId: text })

/** A Task's attributes of ours. Anybody may have written them; `findTask` checks the ticket. */
export const taskAttributes = z.looseObject({
  call_id: text.optional(),
  /** Set when the server has made the Task for one agent's part in a call. */
  party_id: text.optional(),
  ticket: text.optional(),
})
