import { until } from './until.ts'

/** Part of what is heard, or no part of it at all. */
const HEARD = 0.08
const NOT_HEARD = 0.01

/**
 * Everybody says a tone of their own, in Hz, without end. The result waits until each hears those who are named, and
 * nobody else; `share` is how much of what a listener hears now is one tone, 0…1.
 */
export function whoHears<Somebody extends string>(
  tones: Readonly<Record<Somebody, number>>,
  share: (listener: Somebody, hz: number) => Promise<number>,
) {
  return async (who: Partial<Record<Somebody, readonly Somebody[]>>): Promise<void> => {
    for (const [listener, heard] of Object.entries(who) as [Somebody, Somebody[]][]) {
      for (const speaker of Object.keys(tones) as Somebody[]) {
        if (speaker === listener) continue
        const wanted = heard.includes(speaker)
        await until(`${listener} ${wanted ? 'hears' : 'does not hear'} ${speaker}`, async () => {
          const part = await share(listener, tones[speaker])
          return wanted ? part > HEARD : part < NOT_HEARD
        })
      }
    }
  }
}
