import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import { programStatus } from '../../../electron/contract/program.ts'
import type { ProgramPort } from '../../ports/program-port.ts'
import { ask, askOr } from './desktop-session.ts'

/** The program as the main process knows it. */
export function createDesktopProgram(bridge: DesktopBridge): ProgramPort {
  return {
    now: () => askOr(bridge, 'program.get', {}, null),
    lookForUpdates: () => ask(bridge, 'program.lookForUpdates', {}),
    onChange: (listener) =>
      bridge.on('program.changed', (now) => listener(programStatus.parse(now))),
  }
}
