import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import { programStatus } from '../../../electron/contract/program.ts'
import type { ProgramPort } from '../../ports/program-port.ts'
import { ask } from './desktop-session.ts'

/** The program as the main process knows it. */
export function createDesktopProgram(bridge: DesktopBridge): ProgramPort {
  return {
    async now() {
      const reply = await ask(bridge, 'program.get', {})
      return reply.ok ? reply.value : null
    },
    lookForUpdates: () => ask(bridge, 'program.lookForUpdates', {}),
    onChange: (listener) =>
      bridge.on('program.changed', (now) => listener(programStatus.parse(now))),
  }
}
