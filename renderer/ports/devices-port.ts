import type { SoundDevice } from '../../electron/contract/settings.ts'

type Device = NonNullable<SoundDevice>

/** `canChooseOutput`: whether a page may choose where sound comes out. */
export type SoundDevices =
  /** The browser hides the devices' names until the microphone is allowed. */
  | { readonly kind: 'unnamed'; readonly canChooseOutput: boolean }
  | {
      readonly kind: 'named'
      readonly microphones: readonly Device[]
      readonly outputs: readonly Device[]
      readonly canChooseOutput: boolean
    }

export interface DevicesPort {
  /** The devices with a name. The system's choice is not in the list: null stands for it. */
  find(): Promise<SoundDevices>
  /** Something was plugged in or pulled out. */
  onChange(listener: () => void): () => void
}
