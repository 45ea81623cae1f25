import { answer } from './client.ts'
import type { TwilioClient } from './client.ts'
import type { RecordingFacts, RecordingGateway } from './gateway.ts'

export function recordingGateway(client: TwilioClient): RecordingGateway {
  return {
    recordings: (callSid) =>
      answer(async () => (await client.calls(callSid).recordings.list()).map(facts)),
    startRecording: ({ callSid, statusUrl }) =>
      answer(async () =>
        facts(
          await client.calls(callSid).recordings.create({
            recordingChannels: 'dual',
            recordingStatusCallback: statusUrl,
            recordingStatusCallbackMethod: 'POST',
            recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
          }),
        ),
      ),
    setRecording: ({ callSid, recordingSid, to }) =>
      answer(async () => {
        const change = to === 'paused' ? { status: to, pauseBehavior: 'silence' } : { status: to }
        return facts(await client.calls(callSid).recordings(recordingSid).update(change))
      }),
    recordingStatus: ({ callSid, recordingSid }) =>
      answer(async () => facts(await client.calls(callSid).recordings(recordingSid).fetch())),
  }
}

function facts({ sid, status }: { readonly sid: string; readonly status: string }): RecordingFacts {
  return { recordingSid: sid, status }
}
