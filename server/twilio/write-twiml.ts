import twilio from 'twilio'

const { VoiceResponse } = twilio.twiml

/** A TwiML document of the verbs that `write` adds. */
export function writeTwiml(write: (response: InstanceType<typeof VoiceResponse>) => void): string {
  const response = new VoiceResponse()
  write(response)
  return response.toString()
}
