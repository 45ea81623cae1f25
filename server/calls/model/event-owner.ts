import type { CallEvent } from './call-event.ts'
import type { Phase } from './phase.ts'

type EventKind = CallEvent['kind']

/** The customer waits for an agent. */
export const WAITING = ['queued', 'reserved', 'returning'] as const

/** The agent's leg is up or on its way, and the agent has not met the customer. */
const MEETING = ['returning', 'joining', 'dialing'] as const

/**
 * Who handles each event: an owner that is the same in every phase, or the phases to which it means something. In any
 * other phase it changes nothing.
 */
export const EVENT_OWNERS = {
  'notes-written': 'call',
  'queue-task-seen': 'call',
  'agent-rejected': 'call',
  'end-failed': 'call',
  'task-created': 'task',
  'task-reserved': 'task',
  'task-found': 'task',
  'accept-succeeded': 'task',
  'accept-failed': 'task',
  'answer-requested': 'recording',
  'recording-requested': 'recording',
  'recording-settled': 'recording',
  'recording-failed': 'recording',
  'recording-changed': 'recording',
  'recording-not-changed': 'recording',
  'recording-read': 'recording',
  'recording-started': 'recording',
  'recording-ended': 'recording',
  // Before the conversation.
  'agent-reserved': ['queued', 'reserved'],
  'reservation-over': ['reserved'],
  'rest-interrupted': ['reserved'],
  'reservation-accepted-elsewhere': ['queued', 'reserved'],
  'retrieve-requested': ['queued', 'reserved'],
  'task-missing': ['queued'],
  'device-connected': ['calling', 'reserved', 'returning', 'placing'],
  // In the conversation.
  'hold-requested': ['active'],
  'hold-changed': ['active'],
  'hold-failed': ['active'],
  'mute-requested': ['active'],
  'mute-changed': ['active'],
  'mute-failed': ['active'],
  'speech-changed': ['active'],
  'keys-failed': ['active'],
  'add-requested': ['active'],
  'remove-requested': ['active'],
  'leave-requested': ['active'],
  'transfer-requested': ['active'],
  'transfer-step-requested': ['active'],
  'set-aside-requested': ['active'],
  'resume-requested': ['active'],
  'merge-requested': ['active'],
  'merge-done': ['active'],
  'merge-failed': ['active'],
  'adoption-requested': ['active'],
  'party-move-failed': ['active'],
  'device-rejoined': ['active'],
  'desk-silent': ['active'],
  // Before, in or after it.
  'customer-placed': [...WAITING, 'active'],
  'placing-failed': ['queued', 'returning', 'active'],
  'agent-access-ended': ['returning', 'active'],
  'desk-lost': ['active'],
  'ring-created': ['queued', 'reserved', 'returning', 'dialing', 'active', 'ended'],
  'ring-failed': ['reserved', 'dialing', 'active'],
  'leg-status': ['reserved', ...MEETING, 'active'],
  'participant-joined': ['queued', 'reserved', ...MEETING, 'active'],
  'participant-left': ['queued', 'reserved', ...MEETING, 'active'],
  'conference-ended': ['dialing', 'active'],
  'customer-left': ['calling', ...WAITING, 'active'],
  'hang-up-requested': ['reserved', 'placing', ...MEETING, 'active'],
  'hang-up-failed': ['active', 'ended'],
  'call-read': [...WAITING, 'dialing', 'active', 'ended'],
  tick: ['calling', 'reserved', 'placing', ...MEETING, 'active'],
} as const satisfies Record<EventKind, 'call' | 'task' | 'recording' | readonly Phase['kind'][]>

type OwnerIn<Row> = Row extends readonly (infer Each)[] ? Each : Row
export type Owner = OwnerIn<(typeof EVENT_OWNERS)[EventKind]>

export type EventOf<Kind extends EventKind> = Extract<CallEvent, { readonly kind: Kind }>

/** The events that this owner handles, or that mean something in this phase. */
export type EventFor<For extends Owner> = EventOf<
  {
    [Kind in EventKind]: For extends OwnerIn<(typeof EVENT_OWNERS)[Kind]> ? Kind : never
  }[EventKind]
>

/** The events that may reach the current phase. */
export type PhaseEvent = EventFor<Phase['kind']>
