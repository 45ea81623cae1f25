import type { SoundDevice } from '../../electron/contract/settings.ts'

export interface SoundDevices {
  readonly microphones: readonly NonNullable<SoundDevice>[]
  readonly outputs: readonly NonNullable<SoundDevice>[]
  /** Whether a page may choose where sound comes out. */
  readonly canChooseOutput: boolean
}

export interface DevicesPort {
  /** Those that have a name of their own. The system's choice is none of them: it is what null stands for. */
  find(): Promise<SoundDevices>
}
