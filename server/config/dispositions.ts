import type { Disposition } from '../contract/desk.ts'

/** What after-call work offers when the environment names no dispositions of its own. */
export const defaultDispositions: readonly Disposition[] = [
  { id: 'resolved', label: 'Resolved' },
  { id: 'follow-up', label: 'Follow-up needed' },
  { id: 'callback', label: 'Callback' },
  { id: 'escalated', label: 'Escalated' },
  { id: 'sale', label: 'Sale' },
  { id: 'voicemail', label: 'Left a voicemail' },
  { id: 'wrong-number', label: 'Wrong number' },
  { id: 'no-outcome', label: 'No outcome' },
]
