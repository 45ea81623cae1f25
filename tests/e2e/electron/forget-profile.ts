import { rmSync } from 'node:fs'

/** Removes a profile's folder. Chromium's services may outlive their program by a moment, and still write to it. */
export function forgetProfile(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
