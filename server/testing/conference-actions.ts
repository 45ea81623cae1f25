import type { AgentCommand } from '../calls/model/call-event.ts'
import type { Fate } from './model-twilio.ts'

/** One thing that may happen next to a conversation: at Twilio, on the way from there, at a far end, or by a wish. */
export type Action =
  | { readonly kind: 'command'; readonly fate: Fate }
  | { readonly kind: 'callback'; readonly which: number; readonly how: 'once' | 'twice' | 'lost' }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'far-end'; readonly which: number; readonly does: FarEnd }
  | { readonly kind: 'asks'; readonly what: Wish; readonly which: number; readonly by: string }
export type FarEnd = 'answers' | 'busy' | 'no-answer' | 'hangs-up' | 'speaks' | 'is silent'
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
