import type { SettingsView } from '../../view/settings-view.ts'

/** Who keeps the microphone away: a browser, the operating system, or a page without https. */
export type Blocker = 'chromium' | 'firefox' | 'safari' | 'insecure' | 'windows' | 'mac' | 'linux'

interface Page {
  readonly userAgent: string
  /** Browsers give a microphone only to a page with https, or on this machine. */
  readonly secure: boolean
}

/** The desktop allows itself the microphone, so there only the system can block it. */
export function findBlocker(place: SettingsView['place'], { userAgent, secure }: Page): Blocker {
  if (place === 'desktop') {
    if (userAgent.includes('Windows')) return 'windows'
    return userAgent.includes('Mac OS X') ? 'mac' : 'linux'
  }
  if (!secure) return 'insecure'
  if (userAgent.includes('Firefox/')) return 'firefox'
  const isChromium = /Chrom(?:e|ium)\//.test(userAgent)
  return userAgent.includes('Safari/') && !isChromium ? 'safari' : 'chromium'
}

/** The systems whose settings Cordboard can open. */
export function hasSettingsPage(blocker: Blocker): boolean {
  return blocker === 'windows' || blocker === 'mac'
}
