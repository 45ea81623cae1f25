import type { DesktopPort } from '../../ports/desktop-port.ts'
import { onOnline } from './online.ts'

/** A plain browser has no desktop around it: the page itself is where a call rings. */
export const noDesktop: DesktopPort = {
  showRinging: () => undefined,
  clearRinging: () => undefined,
  tell: () => undefined,
  testHotkeys: () => undefined,
  openMini: () => undefined,
  log: () => undefined,
  exportDiagnostics: () => Promise.resolve('failed'),
  onEvent: (listener) => onOnline(() => listener({ kind: 'surroundings', what: 'online' })),
}
