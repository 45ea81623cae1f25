import type { Clock } from '../clock.ts'

/** Docs: voice/sdks/javascript/twiliocall, sendDigits: `w` is a pause of half a second. */
const PAUSE_MS = 500
const KEY = /[0-9*#A-D]/u

/** Gives each key in turn, pausing at each `w`. The returned function drops what is left. */
export function pressKeys(keys: string, clock: Clock, press: (key: string) => void): () => void {
  let at = 0
  let cancel: (() => void) | undefined

  function pressNext(): void {
    while (at < keys.length) {
      const key = keys.charAt(at++).toUpperCase()
      if (key === 'W') {
        cancel = clock.after(PAUSE_MS, pressNext)
        return
      }
      if (KEY.test(key)) press(key)
    }
  }

  pressNext()
  return () => {
    at = keys.length
    cancel?.()
  }
}
