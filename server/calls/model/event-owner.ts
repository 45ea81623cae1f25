import type { CallEvent } from './call-event.ts'

type EventKind = CallEvent['kind']

/**
 * Who handles each event. A new kind of event does not compile before it stands here. What the current phase handles,
 * each phase lists again: the events that it acts on, and those that it ignores.
 */
export const EVENT_OWNERS = {
  // The same in every phase.
  'notes-written': 'call',
  'queue-task-seen': 'call',
  'agent-rejected': 'call',
  'end-failed': 'call',
  'task-created': 'task',
  'task-reserved': 'task',
  'task-found': 'task',
  'recording-requested': 'recording',
  'recording-settled': 'recording',
  'recording-failed': 'recording',
  'recording-changed': 'recording',
  'recording-not-changed': 'recording',
  'recording-read': 'recording',
  'recording-started': 'recording',
  'recording-ended': 'recording',
  // An agent's own Task, or else the Reservation of the current phase.
  'accept-succeeded': 'acceptance',
  'accept-failed': 'acceptance',
  // A leg that should not be there is ended, whatever the phase.
  'leg-status': 'leg',
  'participant-joined': 'leg',
  // The active phase, or a substitute in the others.
  'adoption-requested': 'conversation',
  'agent-access-ended': 'conversation',
  tick: 'clock',
  'hold-requested': 'phase',
  'hold-changed': 'phase',
  'hold-failed': 'phase',
  'mute-requested': 'phase',
  'mute-changed': 'phase',
  'mute-failed': 'phase',
  'speech-changed': 'phase',
  'keys-failed': 'phase',
  'add-requested': 'phase',
  'remove-requested': 'phase',
  'leave-requested': 'phase',
  'hang-up-requested': 'phase',
  'hang-up-failed': 'phase',
  'transfer-requested': 'phase',
  'transfer-step-requested': 'phase',
  'set-aside-requested': 'phase',
  'resume-requested': 'phase',
  'merge-requested': 'phase',
  'merge-done': 'phase',
  'merge-failed': 'phase',
  'party-move-failed': 'phase',
  'device-connected': 'phase',
  'device-rejoined': 'phase',
  'agent-reserved': 'phase',
  'reservation-over': 'phase',
  'reservation-accepted-elsewhere': 'phase',
  'dequeued-elsewhere': 'phase',
  'retrieve-requested': 'phase',
  'task-missing': 'phase',
  'caller-queued': 'phase',
  'requeue-failed': 'phase',
  'move-failed': 'phase',
  'ring-created': 'phase',
  'ring-failed': 'phase',
  'participant-left': 'phase',
  'conference-ended': 'phase',
  'customer-left': 'phase',
  'call-read': 'phase',
} as const satisfies Record<EventKind, string>

export type EventOwner = (typeof EVENT_OWNERS)[EventKind]

export type EventOf<Kind extends EventKind> = Extract<CallEvent, { readonly kind: Kind }>

export type EventOwnedBy<Owner extends EventOwner> = EventOf<
  { [Kind in EventKind]: (typeof EVENT_OWNERS)[Kind] extends Owner ? Kind : never }[EventKind]
>

/** The events that may reach the current phase. */
export type PhaseEvent = EventOwnedBy<'phase' | 'leg' | 'acceptance' | 'clock'>

/** Ignored before a conversation, and after it. */
export const CONVERSATION_EVENTS = [
  'hold-requested',
  'hold-changed',
  'hold-failed',
  'mute-requested',
  'mute-changed',
  'mute-failed',
  'speech-changed',
  'keys-failed',
  'add-requested',
  'remove-requested',
  'leave-requested',
  'transfer-requested',
  'transfer-step-requested',
  'set-aside-requested',
  'resume-requested',
  'merge-requested',
  'merge-done',
  'merge-failed',
  'party-move-failed',
  'device-rejoined',
  'caller-queued',
] as const satisfies readonly EventKind[]

/** Ignored unless the customer waits in a queue. */
export const QUEUE_EVENTS = [
  'agent-reserved',
  'reservation-over',
  'reservation-accepted-elsewhere',
  'dequeued-elsewhere',
  'retrieve-requested',
  'task-missing',
] as const satisfies readonly EventKind[]

/** Whether an event is of one of these kinds. Each phase asks it about the events that it ignores. */
export function isOneOf<Event extends CallEvent, Kind extends EventKind>(
  event: Event,
  kinds: readonly Kind[],
): event is Extract<Event, { readonly kind: Kind }> {
  return kinds.some((kind) => kind === event.kind)
}
