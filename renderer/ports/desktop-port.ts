import type { HotkeyState } from '../../electron/contract/contract.ts'
import type { DeskCommand, DeskStatus } from '../../electron/contract/desk.ts'
import type { ExportOutcome, PageLogLine } from '../../electron/contract/diagnostics.ts'
import type { HotkeyName } from '../../electron/contract/hotkey-names.ts'
import type { Handover } from '../../server/contract/desk.ts'

/** A call that rings, for a notification outside of the window. */
export interface RingingNotice {
  readonly callId: string
  readonly callerName: string | null
  readonly callerNumber: string | null
  readonly queueName: string | null
  /** The teammate who asks for help or hands the call over; null for a call from a queue. */
  readonly transferFrom: string | null
  readonly handover: Handover | null
  readonly waitedSeconds: number
  /** ISO instants, server's clock; null until the server's snapshot arrives. */
  readonly since: string | null
  readonly deadline: string | null
}

export type DesktopEvent =
  | { readonly kind: 'hotkey'; readonly name: HotkeyName }
  | { readonly kind: 'hotkeys'; readonly keys: readonly HotkeyState[] }
  /** Hotkeys that another program holds. */
  | { readonly kind: 'hotkeys-failed' }
  /** Pressed during a test: it does nothing else. */
  | { readonly kind: 'hotkey-tested'; readonly name: HotkeyName }
  | {
      readonly kind: 'ringing-action'
      readonly callId: string
      readonly action: 'answer' | 'decline' | 'show'
    }
  /** From the tray or the mini bar. */
  | { readonly kind: 'command'; readonly command: DeskCommand }
  /** A number from a link or the clipboard, for the dialler. */
  | { readonly kind: 'dial'; readonly number: string }
  | { readonly kind: 'surroundings'; readonly what: Surroundings }

/** System events. `online`: the network is back, or is another one. */
export type Surroundings = 'suspend' | 'resume' | 'lock' | 'unlock' | 'displays' | 'online'

/** What the desktop around the window can do; in a browser, almost nothing. */
export interface DesktopPort {
  showRinging(notice: RingingNotice): void
  clearRinging(callId: string): void
  /** The desk's status, for the tray and the mini bar. */
  tell(desk: DeskStatus): void
  testHotkeys(testing: boolean): void
  /** One event of the page, for the log on disk. Nothing in it was said, typed or dialled. */
  log(line: PageLogLine): void
  /** Lets the person save a file for support. */
  exportDiagnostics(): Promise<ExportOutcome>
  /** The mini bar in place of the window. */
  openMini(): void
  /** The system's settings that allow the microphone. */
  openMicrophoneSettings(): void
  onEvent(listener: (event: DesktopEvent) => void): () => void
}
