/**
 * A user-defined message, between a Device and the application, beside their call's media.
 * Docs: voice/sdks/call-message-events.
 */
export interface UserMessage {
  /** `KX…`: the Device's own `voiceEventSid`, or that of the UserDefinedMessage resource. */
  readonly sid: string
  /** Any JSON value. */
  readonly content: unknown
}

/** The one type of message that there is. */
export const MESSAGE_TYPE = 'user-defined-message'

/** In characters of its JSON. Docs: api/errors/32703. */
export const LONGEST_CONTENT = 10_000
