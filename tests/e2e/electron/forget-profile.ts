import { rmSync } from 'node:fs'

/** Removes a profile's folder. Chromium's services may outlive their program by a moment, and write to it once more. */
export function forgetProfile(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
