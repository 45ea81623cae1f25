import type { Barrier } from '../view/call-abilities.ts'

/** The words of fields and keys: what clears a field, and why a control can do nothing now. */
export const typing = {
  clear: 'Clear the number',
  barred: {
    ended: 'The call has ended',
    'not-connected': 'No one is connected yet',
    'not-yours': 'Only the agent whose call it is can do this',
    transfer: 'Finish the transfer first',
    'between-teammates': 'Internal calls can’t be transferred',
    'other-call': 'You already have another call',
    policy: 'Not allowed by your organisation',
  } satisfies Record<Barrier, string>,
  noAnswerYet: 'They haven’t answered yet',
  allTogether: 'You are all on the same call already',
  mergeLater: 'Both calls must be connected first',
}
