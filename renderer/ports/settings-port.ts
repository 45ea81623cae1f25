import type { SettingsStatus } from '../../electron/contract/contract.ts'
import type { SomeSettings } from '../../electron/contract/settings.ts'
import type { ServerResult } from './result.ts'

/** The settings of this machine, wherever it keeps them. */
export interface SettingsPort {
  /** On the desktop everything can be set; in a browser what a page has power over. */
  readonly place: 'desktop' | 'browser'
  read(): Promise<SettingsStatus>
  /** All or nothing; fails with `forbidden` where one of them is managed. What holds then comes to `onChange`. */
  change(change: SomeSettings): Promise<ServerResult<unknown>>
  onChange(listener: (now: SettingsStatus) => void): () => void
}
