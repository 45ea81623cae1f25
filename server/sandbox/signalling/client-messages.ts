import { z } from 'zod'

const callsid = z.string().min(1)
const sdp = z.string().min(1)

/** Each key sounds for a fifth of a second: more keys would last longer than any real call. */
const MOST_KEYS = 1000

/** What @twilio/voice-sdk 2.18 sends; fields that the sandbox does not read are dropped. */
const clientMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('listen'),
    payload: z.object({ token: z.string() }),
  }),
  z.object({
    type: z.literal('register'),
    payload: z.object({ media: z.object({ audio: z.boolean() }) }),
  }),
  z.object({
    type: z.literal('invite'),
    payload: z.object({
      callsid,
      sdp,
      reconnect: z.string().optional(),
      twilio: z.object({ params: z.string().optional() }).default({}),
    }),
  }),
  z.object({ type: z.literal('answer'), payload: z.object({ callsid, sdp }) }),
  z.object({ type: z.literal('reinvite'), payload: z.object({ callsid, sdp }) }),
  z.object({ type: z.literal('hangup'), payload: z.object({ callsid }) }),
  z.object({ type: z.literal('reject'), payload: z.object({ callsid }) }),
  z.object({
    type: z.literal('dtmf'),
    payload: z.object({ callsid, dtmf: z.string().max(MOST_KEYS) }),
  }),
  z.object({
    type: z.literal('message'),
    payload: z.object({
      callsid,
      voiceeventsid: z.string(),
      messagetype: z.string().default(''),
      content: z.unknown(),
    }),
  }),
])

export type ClientMessage = z.infer<typeof clientMessage>

/** Parses one text frame; null for a message that no Device sends. */
export function parseClientMessage(text: string): ClientMessage | null {
  try {
    return clientMessage.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
