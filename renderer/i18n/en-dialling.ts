import type { DiallingRefusal } from '../../server/contract/dialling-refusal.ts'

/** Why nobody was rung, and what the agent can do. */
export const diallingRefusals: Record<DiallingRefusal, string> = {
  'emergency-not-allowed':
    'Cordboard cannot place emergency calls. Use a mobile or desk telephone now.',
  'premium-number':
    'This is a premium number, which costs more. Your contact centre does not allow it. Ask your supervisor.',
  'personal-number':
    'This is a personal number, which costs more. Your contact centre does not allow it. Ask your supervisor.',
  'shared-cost-number':
    'This number shares its cost with the caller. Your contact centre does not allow it. Ask your supervisor.',
  'satellite-number':
    'This is a satellite telephone. Your contact centre does not allow it. Ask your supervisor.',
  'international-network-number':
    'This number is of an international network, not of a country. Your contact centre does not allow it. Ask your supervisor.',
  'pager-number':
    'This is a pager. Your contact centre does not allow it. Call another number of theirs.',
  'voicemail-number':
    'This number is a voicemail box. Your contact centre does not allow it. Call another number of theirs.',
  'unknown-number':
    'Nobody knows such a number in that country. Check it, or ask your supervisor to allow it.',
  'country-not-allowed':
    'Your contact centre does not call numbers in this country. Check the number, or ask your supervisor.',
  'party-limit': 'This call has as many people as it may have. Remove somebody first.',
  'agent-call-rate': 'You have made too many calls in a minute. Wait a minute, then call again.',
  'agent-leg-limit': 'You have too many telephones on the line. Remove somebody first.',
  'agent-minute-limit': 'Your call minutes of a day are used up. Ask your supervisor.',
  'account-call-rate':
    'Your contact centre makes too many calls right now. Wait a minute, then call again.',
  'account-leg-limit':
    'Your contact centre has too many telephones on the line. Try again when a call has ended.',
  'account-minute-limit':
    'The call minutes of your contact centre are used up for now. Tell your supervisor.',
}
