import type { Hold, Participant } from './participant.ts'

/** What an update changes; what is left out stays. Docs: voice/api/conference-participant-resource. */
export interface ParticipantChanges {
  readonly muted?: boolean
  /** Null ends the hold. */
  readonly hold?: Hold | null
  readonly endConferenceOnExit?: boolean
  readonly beepOnExit?: boolean
  /** Null: the participant no longer coaches. */
  readonly coaches?: string | null
  readonly wait?: Hold
}

/**
 * Makes the changes that `participant-modify` tells of, and says whether there were any.
 * Docs: voice/twiml/conference#attributes-statusCallbackEvent (modify).
 */
export function modify(
  participant: Participant,
  changes: ParticipantChanges,
  musicParams: () => Record<string, string>,
): boolean {
  const { wait, coaches = participant.coaches } = changes
  const { endConferenceOnExit = participant.endConferenceOnExit } = changes
  const { beepOnExit = participant.beepOnExit } = changes
  const changed =
    wait !== undefined ||
    coaches !== participant.coaches ||
    endConferenceOnExit !== participant.endConferenceOnExit ||
    beepOnExit !== participant.beepOnExit
  participant.coaches = coaches
  participant.endConferenceOnExit = endConferenceOnExit
  participant.beepOnExit = beepOnExit
  if (wait) participant.setWait(wait, musicParams)
  return changed
}
