import type { BundledPort } from '../../ports/bundled-port.ts'
import type { ClockPort } from '../../ports/clock-port.ts'
import type { DevicesPort } from '../../ports/devices-port.ts'
import type { DesktopPort } from '../../ports/desktop-port.ts'
import type { MicrophonePort } from '../../ports/microphone-port.ts'
import type { NotificationsPort } from '../../ports/notifications-port.ts'
import type { PagePort } from '../../ports/page-port.ts'
import type { ProgramPort } from '../../ports/program-port.ts'
import type { ServerPort } from '../../ports/server-port.ts'
import type { SessionPort } from '../../ports/session-port.ts'
import type { SettingsPort } from '../../ports/settings-port.ts'
import type { SoundPort } from '../../ports/sound-port.ts'
import type { VoicePort } from '../../ports/voice-port.ts'
import type { WorkerPort } from '../../ports/worker-port.ts'

export interface Ports {
  readonly bundled: BundledPort
  readonly program: ProgramPort
  readonly clock: ClockPort
  readonly desktop: DesktopPort
  readonly devices: DevicesPort
  readonly microphone: MicrophonePort
  readonly notifications: NotificationsPort
  readonly page: PagePort
  readonly server: ServerPort
  readonly session: SessionPort
  readonly settings: SettingsPort
  readonly sound: SoundPort
  readonly voice: VoicePort
  readonly worker: WorkerPort
}
