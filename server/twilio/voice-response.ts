import twilio from 'twilio'

export type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>

/** An empty TwiML document to add verbs to. */
export function voiceResponse(): VoiceResponse {
  return new twilio.twiml.VoiceResponse()
}
