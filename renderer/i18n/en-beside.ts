/** What stands beside the screens in a wide window, or folds above the notes in a narrow one. */
export const beside = {
  label: 'Queues and team',
  queues: 'Queues',
  team: 'Team',
  noOneWaits: 'No one is waiting.',
  noQueues: 'No queues yet.',
  noTeam: 'No teammates yet.',
  loading: 'Loading…',
  failed: 'Can’t load queues and team.',
  again: 'Try again',
  waiting: (count: number) => `${count} waiting`,
  free: (count: number) => `${count} free`,
  onCall: 'On a call',
  away: 'Not available',
  available: 'Available',
  earlier: (count: number) =>
    count === 0 ? 'no earlier calls' : count === 1 ? '1 earlier call' : `${count} earlier calls`,
}
