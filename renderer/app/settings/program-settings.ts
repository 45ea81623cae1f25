import type { Ports } from '../engine/ports.ts'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'

export interface ProgramSettings {
  readonly actions: Pick<SettingsActions, 'lookForUpdates'>
  start(): Promise<void>
  close(): void
}

/** What the settings show of the installed program, and ask of it. */
export function createProgramSettings(
  { program }: Pick<Ports, 'program'>,
  show: (change: Partial<SettingsView>) => void,
): ProgramSettings {
  return {
    actions: { lookForUpdates: () => void program.lookForUpdates() },
    start: async () => show({ program: await program.now() }),
    close: program.onChange((now) => show({ program: now })),
  }
}
