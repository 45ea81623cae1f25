import twilio from 'twilio'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { startRig } from '../../server/sandbox/rest/testing/rig.ts'

export { until } from '../../server/sandbox/rest/testing/rig.ts'

export const CUSTOMER = '+15005551001'
export const AGENT = '+15005551002'

/** What a stranger's program has: the real `twilio` package, an application, and telephones; time is ours. */
export async function startBench() {
  const rig = await startRig()
  const { app, client, description, number, phones } = rig
  return {
    ...rig,
    /** Advances the sandbox's time: what falls due runs at once. */
    pass: (seconds: number) =>
      control(description.baseUrl, 'POST', '/time', { advanceMs: seconds * 1000 }),
    /** What `<Say>` said to a call, the oldest first. */
    async said(callSid: string): Promise<string[]> {
      const path = `/said?callSid=${callSid}`
      const { said } = await control<{ said: { text: string }[] }>(description.baseUrl, 'GET', path)
      return said.map(({ text }) => text)
    },
    status: async (callSid: string) => (await client.calls(callSid).fetch()).status,
    /** A customer dials the number, which answers with this document. */
    async callIn(build: (response: twilio.twiml.VoiceResponse) => unknown): Promise<string> {
      await rig.onCall(verbs(build))
      return phones.dial(CUSTOMER, number)
    },
    /** From now on, this path answers with this document. */
    serve: (path: string, build: (response: twilio.twiml.VoiceResponse) => unknown) =>
      app.answer(path, verbs(build)),
  }
}

export type Bench = Awaited<ReturnType<typeof startBench>>

/** What stands inside the `<Response>` that the package writes. */
function verbs(build: (response: twilio.twiml.VoiceResponse) => unknown): string {
  const response = new twilio.twiml.VoiceResponse()
  build(response)
  return /<Response>(.*)<\/Response>/su.exec(response.toString())?.[1] ?? ''
}
