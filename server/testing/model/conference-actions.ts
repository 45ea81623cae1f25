import type { AgentCommand } from '../../calls/model/call-event.ts'
import type { Fate } from './model-twilio.ts'

/** One thing that may happen next to a call: at Twilio, on the way from there, at a far end, or by a wish. */
export type Action =
  | { readonly kind: 'command'; readonly fate: Fate }
  | { readonly kind: 'callback'; readonly which: number; readonly how: 'once' | 'twice' | 'lost' }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'far-end'; readonly which: number; readonly does: FarEnd }
  | { readonly kind: 'asks'; readonly what: Wish; readonly which: number; readonly by: string }
  /** TaskRouter chooses this agent for who waits. */
  | { readonly kind: 'reserves'; readonly by: string; readonly callWaiting: boolean }
  | { readonly kind: 'desk'; readonly does: DeskSign; readonly by: string }
  /** Twilio ends a Conference that nobody has asked it to end. */
  | { readonly kind: 'conference-ends' }
  | { readonly kind: 'music'; readonly plays: boolean }
  | { readonly kind: 'restart' }
export type FarEnd = 'answers' | 'busy' | 'no-answer' | 'hangs-up' | 'speaks' | 'is silent'
/** What the server notices of a desk. A desk may be silent or lost although its leg is up. */
export type DeskSign = 'silent' | 'lost' | 'comes back'
export type Wish =
  | AgentCommand['kind']
  | 'warm-teammate'
  | 'warm-number'
  | 'cold-teammate'
  | 'cold-number'
  | 'queue'
  | 'complete'
  | 'cancel'
  | 'swap'
  | 'join'
  | 'adopt'
  | 'agent-access-ended'
  | 'pause-recording'
  | 'resume-recording'
