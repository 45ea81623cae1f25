import type { DiallingRefusal } from '../../server/contract/dialling-refusal.ts'

/** Why nobody was rung, and what the agent can do. */
export const diallingRefusals: Record<DiallingRefusal, string> = {
  'emergency-not-allowed':
    'Cordboard cannot place emergency calls. Use a mobile or desk telephone now.',
  'premium-number': 'Premium numbers are not allowed here. Ask your supervisor.',
  'personal-number': 'Personal numbers are not allowed here. Ask your supervisor.',
  'shared-cost-number': 'Shared-cost numbers are not allowed here. Ask your supervisor.',
  'satellite-number': 'Satellite phones are not allowed here. Ask your supervisor.',
  'international-network-number':
    'Numbers without a country are not allowed here. Ask your supervisor.',
  'pager-number': 'Pagers are not allowed here. Call another of their numbers.',
  'voicemail-number': 'Voicemail boxes are not allowed here. Call another of their numbers.',
  'unknown-number': 'That country has no such number. Check it, or ask your supervisor.',
  'country-not-allowed': 'Calls to this country are not allowed here. Ask your supervisor.',
  'party-limit': 'This call has the most people allowed. Remove someone first.',
  'agent-call-rate': 'You have made too many calls in a minute. Wait a minute, then call again.',
  'agent-leg-limit': 'You are connected to too many phones. Remove someone first.',
  'agent-minute-limit': 'Your call minutes for the day are used up. Ask your supervisor.',
  'account-call-rate': 'Too many calls are made right now. Wait a minute, then call again.',
  'account-leg-limit': 'Too many phones are connected here. Try again after another call.',
  'account-minute-limit': 'The call minutes are used up for now. Tell your supervisor.',
}
