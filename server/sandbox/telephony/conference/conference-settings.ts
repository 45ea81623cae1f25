/**
 * What each switch can be. The first is what Twilio's pages say, or where they are silent what we chose; the others are what
 * other sources say, or what cannot be ruled out. COVERAGE.md has the sources.
 */
export const CONFERENCE_CHOICES = {
  /** When a conference starts that a Participant of the API has made. */
  conferenceStart: ['second-participant', 'first-starter'],
  /** What an audio file as wait URL does. As hold URL it always plays once. */
  waitFile: ['once', 'loops'],
  /** What the API does to a conference in `init` by its SID: `refused` is 404, `unexpected-status` 400 with 16099. */
  restInInit: ['allowed', 'refused', 'unexpected-status'],
  /** Whether the list with `Status=init` has those in `init`. */
  initInLists: ['asked', 'never'],
  /** When a participant who waits hears a changed wait URL. */
  waitUrlChange: ['at-once', 'at-end', 'never'],
  /** Whose status callback and events count for good. */
  callbacksOf: ['first-to-join', 'first-to-ring'],
  /** Which is reported first when the last participant leaves, or all have to. */
  endOrder: ['leave-first', 'end-first'],
  /** Whether a conference that all have left stays for a Participant who still rings. */
  ringKeepsConference: [true, false],
  /** Whether an announcement to a participant on hold is played. */
  announceToHeld: ['refused', 'heard'],
} as const

type Choices = typeof CONFERENCE_CHOICES

/** How conferences behave where sources about Twilio conflict or are silent. */
export type ConferenceSettings = { readonly [Name in keyof Choices]: Choices[Name][number] }

export const DEFAULT_CONFERENCE_SETTINGS: ConferenceSettings = {
  conferenceStart: 'second-participant',
  waitFile: 'once',
  restInInit: 'allowed',
  initInLists: 'asked',
  waitUrlChange: 'at-once',
  callbacksOf: 'first-to-join',
  endOrder: 'leave-first',
  ringKeepsConference: true,
  announceToHeld: 'refused',
}
