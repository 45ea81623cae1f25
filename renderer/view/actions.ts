import type { SoftphoneProvider } from '../ports/softphone-provider.ts'

/** Everything a person can do. One object, given to the screens; each call returns at once, results come as a new view. */
export interface Actions {
  /** All that has to do with calls and with the agent's readiness for them. */
  readonly softphone: SoftphoneProvider
  signIn(username: string, password: string): void
  signInDemo(username: string): void
  setServer(url: string): void
  signOut(): void
  clearDialError(): void
  /** Kept on the call until it is written up. */
  writeNotes(callId: string, notes: string): void
  /** Fixes the readiness failure that is shown: asks for the microphone, registers or connects again. */
  fixReadiness(): void
  dismissNotice(): void
}
