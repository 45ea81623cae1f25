import type { SettingsStatus } from '../../electron/contract/contract.ts'
import type { SomeSettings } from '../../electron/contract/settings.ts'
import type { ServerResult } from './result.ts'

/** The settings of this machine, wherever it keeps them. */
export interface SettingsPort {
  /** The desktop has all settings; a browser those that a page can apply. */
  readonly place: 'desktop' | 'browser'
  read(): Promise<SettingsStatus>
  /** All or nothing; fails with `forbidden` when a policy decides one of them. `onChange` reports the new values. */
  change(change: SomeSettings): Promise<ServerResult<unknown>>
  onChange(listener: (now: SettingsStatus) => void): () => void
}
