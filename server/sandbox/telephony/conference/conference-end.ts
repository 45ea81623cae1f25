import type { Participant } from './participant.ts'

/** `ReasonConferenceEnded`. Docs: voice/api/conference-resource. */
export type EndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left'

const END_TEXT: Record<EndReason, string> = {
  'conference-ended-via-api': 'Conference ended via API',
  'participant-with-end-conference-on-exit-left':
    'Participant with endConferenceOnExit=true left the conference',
  'participant-with-end-conference-on-exit-kicked':
    'Participant with endConferenceOnExit=true was kicked from the conference',
  'last-participant-kicked': 'Last participant was kicked from the conference',
  'last-participant-left': 'Last participant left the conference',
}

/** What `conference-end` says; `by` is whose leaving ended the conference. */
export function endParams(reason: EndReason, by: Participant | null): Record<string, string> {
  const label = by?.options.label ?? null
  return {
    Reason: END_TEXT[reason],
    ReasonConferenceEnded: reason,
    ...(by === null ? {} : { CallSidEndingConference: by.call.sid }),
    ...(label === null ? {} : { ParticipantLabelEndingConference: label }),
  }
}
