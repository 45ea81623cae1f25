import type { SoundDevice } from '../../electron/contract/settings.ts'

type Device = NonNullable<SoundDevice>

/** `canChooseOutput`: whether a page may choose where sound comes out. */
export type SoundDevices =
  /** Nobody knows what is there until the microphone was allowed. */
  | { readonly kind: 'unnamed'; readonly canChooseOutput: boolean }
  | {
      readonly kind: 'named'
      readonly microphones: readonly Device[]
      readonly outputs: readonly Device[]
      readonly canChooseOutput: boolean
    }

export interface DevicesPort {
  /** Those that have a name of their own. The system's choice is not in the list: null stands for it. */
  find(): Promise<SoundDevices>
  /** Something was plugged in or pulled out. */
  onChange(listener: () => void): () => void
}
