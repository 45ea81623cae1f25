import type { Clock } from '../../clock.ts'
import type { TwilioAccess } from '../../config/config.ts'
import type { TwilioClient } from '../../twilio/client.ts'
import { rebase } from '../../twilio/request-client.ts'
import { readTimeline } from '../sound/timeline.ts'
import type { Span } from '../sound/timeline.ts'
import { readWav } from '../sound/wav.ts'
import { askTwilio, expectValue, StepFailure } from './ask-twilio.ts'

export interface Recording {
  readonly callSid: string
  readonly recordingSid: string
  /** About when it began: half-way through the request. */
  readonly beganAtMs: number
}

export interface Recordings {
  /** Records what a party hears from now on. */
  begin(callSid: string): Promise<Recording>
  /** Ends a recording and says what was heard. */
  hear(recording: Recording): Promise<readonly Span[]>
  remove(): Promise<void>
}

export interface RecordingsDeps {
  readonly client: TwilioClient
  readonly access: TwilioAccess
  readonly clock: Clock
  readonly pause: (ms: number) => Promise<void>
}

/** How long Twilio may take to write a recording, ms, and how often it is asked. */
const READY_MS = 30_000
const POLL_MS = 500

export function createRecordings({ client, access, clock, pause }: RecordingsDeps): Recordings {
  const made = new Set<string>()

  async function waitForFile(recordingSid: string): Promise<void> {
    for (const deadline = clock.now() + READY_MS; clock.now() < deadline; await pause(POLL_MS)) {
      const fetched = await askTwilio(() => client.recordings(recordingSid).fetch())
      if (fetched.ok && fetched.value.status === 'completed') return
      if (fetched.ok && fetched.value.status === 'absent')
        throw new StepFailure('nothing was recorded')
    }
    throw new StepFailure('the recording was not ready in time')
  }

  async function download(recordingSid: string): Promise<Buffer> {
    const { accountSid, apiKeySid, apiKeySecret, endpoints } = access
    const uri = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}.wav`
    const key = Buffer.from(`${apiKeySid}:${apiKeySecret.reveal()}`).toString('base64')
    const reply = await fetch(endpoints === null ? uri : rebase(uri, endpoints.baseUrl), {
      headers: { authorization: `Basic ${key}` },
    })
    if (!reply.ok) throw new StepFailure(`the recording cannot be fetched: ${reply.status}`)
    return Buffer.from(await reply.arrayBuffer())
  }

  return {
    async begin(callSid) {
      const asked = clock.now()
      const { sid } = expectValue(
        await askTwilio(() =>
          // Of the outbound track, which is what the party hears: docs voice/tutorials/how-record-single-side-call.
          client.calls(callSid).recordings.create({ recordingTrack: 'outbound' }),
        ),
        'the recording did not begin',
      )
      made.add(sid)
      return { callSid, recordingSid: sid, beganAtMs: (asked + clock.now()) / 2 }
    },
    async hear({ callSid, recordingSid }) {
      // Refused when the call is over, because then the recording is over too.
      await askTwilio(() =>
        client.calls(callSid).recordings(recordingSid).update({ status: 'stopped' }),
      )
      await waitForFile(recordingSid)
      return readTimeline(readWav(await download(recordingSid)))
    },
    async remove() {
      const sids = [...made]
      made.clear()
      await Promise.all(sids.map((sid) => askTwilio(() => client.recordings(sid).remove())))
    },
  }
}
