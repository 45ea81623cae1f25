import type { Clock } from '../clock.ts'

const WINDOW_MS = 5 * 60_000
/** Names tried by strangers must not fill the memory. */
const NAMES_MAX = 10_000

/** Counts failed sign-ins per account, so that guessing from many addresses is slow too. */
export interface Attempts {
  blocked(name: string): boolean
  failed(name: string): void
  succeeded(name: string): void
}

export function createAttempts(clock: Clock, most = 10): Attempts {
  const failures = new Map<string, readonly number[]>()
  const recent = (name: string) => {
    const since = clock.now() - WINDOW_MS
    return (failures.get(name) ?? []).filter((at) => at > since)
  }
  return {
    blocked: (name) => recent(name).length >= most,
    failed(name) {
      const times = [...recent(name), clock.now()]
      failures.delete(name)
      failures.set(name, times)
      const [oldest] = failures.keys()
      if (failures.size > NAMES_MAX && oldest !== undefined) failures.delete(oldest)
    },
    succeeded: (name) => void failures.delete(name),
  }
}
