import { assertNever } from '../assert-never.ts'
import { z } from 'zod'
import { FRAME_SAMPLES } from '../media/frame.ts'
import type { Frame } from '../media/frame.ts'
import { encodeMulaw } from '../media/mulaw.ts'

export type Track = 'inbound' | 'outbound'

export interface StreamIdentity {
  readonly accountSid: string
  readonly callSid: string
  readonly streamSid: string
}

/** What Twilio sends to the server. Docs: voice/media-streams/websocket-messages#websocket-messages-from-twilio. */
export type StreamEvent =
  | {
      readonly event: 'start'
      readonly tracks: readonly Track[]
      readonly customParameters: Readonly<Record<string, string>>
    }
  | {
      readonly event: 'media'
      readonly track: Track
      readonly chunk: number
      /** Milliseconds since the stream's start. */
      readonly timestamp: number
      readonly frame: Frame | null
    }
  | { readonly event: 'dtmf'; readonly digit: string }
  | { readonly event: 'mark'; readonly name: string }
  | { readonly event: 'stop' }

/** The first message, the only one without a number. */
export const CONNECTED = JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' })

/** Every number but those of the media format is text. */
export function wireMessage(
  identity: StreamIdentity,
  sequenceNumber: number,
  message: StreamEvent,
): string {
  const { streamSid } = identity
  const { event } = message
  return JSON.stringify({
    event,
    sequenceNumber: String(sequenceNumber),
    [event]: contentOf(identity, message),
    streamSid,
  })
}

function contentOf(
  { accountSid, callSid, streamSid }: StreamIdentity,
  message: StreamEvent,
): object {
  switch (message.event) {
    case 'start': {
      const { tracks, customParameters } = message
      const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 }
      return { accountSid, streamSid, callSid, tracks, mediaFormat, customParameters }
    }
    case 'media': {
      const { track, chunk, timestamp, frame } = message
      const payload = Buffer.from(encodeMulaw(frame ?? SILENCE)).toString('base64')
      return { track, chunk: String(chunk), timestamp: String(timestamp), payload }
    }
    case 'dtmf':
      return { track: 'inbound_track', digit: message.digit }
    case 'mark':
      return { name: message.name }
    case 'stop':
      return { accountSid, callSid }
    default:
      return assertNever(message)
  }
}

const SILENCE: Frame = new Int16Array(FRAME_SAMPLES)

const streamSid = z.string()

/** What a server may send to Twilio. Docs: voice/media-streams/websocket-messages#send-websocket-messages-to-twilio. */
const commandSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('media'), streamSid, media: z.object({ payload: z.base64() }) }),
  z.object({ event: z.literal('mark'), streamSid, mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal('clear'), streamSid }),
])

export type Command = z.infer<typeof commandSchema>

/** Null for any other message. */
export function readCommand(text: string): Command | null {
  try {
    return commandSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
