import type {
  PartyStep,
  RecordingStep,
  Target,
  TransferStep,
} from '../../server/contract/commands.ts'

/** Everything a person can do. One object, given to the screens; each call returns at once, results come as a new view. */
export interface Actions {
  signIn(username: string, password: string): void
  signInDemo(username: string): void
  setServer(url: string): void
  signOut(): void
  setActivity(sid: string): void
  answer(): void
  decline(): void
  /** A call that is offered during another: answered, it puts that one on hold. */
  answerWaiting(callId: string): void
  declineWaiting(callId: string): void
  /** Puts the call in hand on hold and takes up the one that was put aside. */
  switchTo(callId: string): void
  /** Whoever is in `otherCallId` comes into `callId`. */
  merge(callId: string, otherCallId: string): void
  recording(callId: string, step: RecordingStep): void
  mute(muted: boolean): void
  hold(callId: string): void
  resume(callId: string): void
  hangUp(callId: string): void
  /** Asks for the targets anew; those of before stay until they come. */
  loadTargets(): void
  transfer(callId: string, kind: 'cold' | 'warm', target: Target, reason: string): void
  transferStep(callId: string, step: TransferStep): void
  addParty(callId: string, target: Target): void
  partyStep(callId: string, partyId: string, step: PartyStep): void
  /** Leaves the others alone; `hangUp` ends the conversation for all. */
  leave(callId: string): void
  sendDigits(digits: string): void
  /** During a call, too: that one is put on hold. */
  dial(target: Target, callerId: string | undefined): void
  clearDialError(): void
  writeNotes(callId: string, notes: string): void
  saveDraft(
    callId: string,
    draft: { readonly dispositionId: string | null; readonly notes: string },
  ): void
  extendWrapUp(callId: string): void
  completeWrapUp(
    callId: string,
    draft: { readonly dispositionId: string | null; readonly notes: string },
  ): void
  /** Mends the readiness trouble that is shown: asks for the microphone, registers or connects again. */
  mendTrouble(): void
  dismissNotice(): void
}
