import type { SoftphoneProvider } from '../ports/softphone-provider.ts'

/** Everything a person can do. One object, given to the screens; each call returns at once, results come as a new view. */
export interface Actions {
  /** Calls, and the agent's Activity. */
  readonly softphone: SoftphoneProvider
  signIn(username: string, password: string): void
  signInDemo(username: string): void
  setServer(url: string): void
  signOut(): void
  clearDialError(): void
  writeNotes(callId: string, notes: string): void
  /** Fixes the readiness failure that is shown: asks for the microphone, registers or connects again. */
  fixReadiness(): void
  closeMicrophoneHelp(): void
  dismissNotice(): void
}
