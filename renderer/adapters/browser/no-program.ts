import type { ProgramPort } from '../../ports/program-port.ts'
import { failWith } from '../../ports/result.ts'

/** A page in a browser is as new as its server. */
export const noProgram: ProgramPort = {
  now: async () => null,
  lookForUpdates: async () => failWith('not-found', false),
  onChange: () => () => undefined,
}
