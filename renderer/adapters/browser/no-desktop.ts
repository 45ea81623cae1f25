import type { DesktopPort } from '../../ports/desktop-port.ts'

/** A plain browser has no desktop around it: the page itself is where a call rings. */
export const noDesktop: DesktopPort = {
  showRinging: () => undefined,
  clearRinging: () => undefined,
  onEvent: () => () => undefined,
}
