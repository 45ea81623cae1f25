/** Twilio's words for a Call that is over. */
export const OVER = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const

const over: ReadonlySet<string> = new Set(OVER)

export function isOver(callStatus: string): boolean {
  return over.has(callStatus)
}
