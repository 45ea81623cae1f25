import { vi } from 'vitest'

/** Waits for a fact: until `read` answers something other than null, undefined or false. */
export function until<Value>(
  what: string,
  read: () => Value | Promise<Value>,
  timeout = 10_000,
): Promise<NonNullable<Value>> {
  return vi.waitFor(
    async () => {
      const value = await read()
      if (value === null || value === undefined || value === false) {
        throw new Error(`still waiting until ${what}`)
      }
      return value
    },
    { timeout, interval: 20 },
  )
}
