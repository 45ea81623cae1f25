/** The words of a desk that was lost during a call, and comes back or is too late. */
export const returning = {
  title: 'Reconnecting',
  waits: (who: string) => `Reconnecting you to ${who}… They hear music.`,
  tooLate: {
    'in-queue': (who: string) => `Your connection was lost. ${who} went back to the queue.`,
    'with-others': (who: string) => `Your connection was lost. ${who} stayed with the others.`,
  },
}
