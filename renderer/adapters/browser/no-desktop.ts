import type { BundledPort } from '../../ports/bundled-port.ts'
import type { DesktopPort } from '../../ports/desktop-port.ts'
import type { ProgramPort } from '../../ports/program-port.ts'
import { failWith } from '../../ports/result.ts'
import { onOnline } from './online.ts'

/** A plain browser has no desktop around it: the page itself is where a call rings. */
export const noDesktop: DesktopPort = {
  showRinging: () => undefined,
  clearRinging: () => undefined,
  tell: () => undefined,
  testHotkeys: () => undefined,
  openMini: () => undefined,
  openMicrophoneSettings: () => undefined,
  log: () => undefined,
  exportDiagnostics: () => Promise.resolve('failed'),
  onEvent: (listener) => onOnline(() => listener({ kind: 'surroundings', what: 'online' })),
}

const nothing = async () => failWith('not-found', false)

/** A page in a browser came from its server: it cannot start one or choose another. */
export const noBundled: BundledPort = {
  needed: async () => false,
  now: async () => null,
  onChange: () => () => undefined,
  run: nothing,
  beCustomer: nothing,
  probe: nothing,
  look: nothing,
  connect: nothing,
  remove: nothing,
  forget: nothing,
}

/** A page in a browser is as new as its server. */
export const noProgram: ProgramPort = {
  now: async () => null,
  lookForUpdates: nothing,
  onChange: () => () => undefined,
}
