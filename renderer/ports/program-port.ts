import type { ProgramStatus } from '../../electron/contract/program.ts'
import type { ServerResult } from './result.ts'

/** The installed program around the page. */
export interface ProgramPort {
  /** Null in a browser, where the server brings the page. */
  now(): Promise<ProgramStatus | null>
  /** Looks for a new version now. `onChange` reports the result. */
  lookForUpdates(): Promise<ServerResult<unknown>>
  onChange(listener: (now: ProgramStatus) => void): () => void
}
