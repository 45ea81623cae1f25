import { z } from 'zod'
import { fail, succeed } from './result.ts'
import type { Result } from './result.ts'

/** What the setting calls all queues that it does not name, and calls without a queue. */
export const OTHER_QUEUES = '*'

/** Addresses of documents, by the name of the queue or `*`. */
export type MusicList = ReadonlyMap<string, string>

/** Names of the machine itself, as a URL has them. */
export const thisMachine = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u

/** Without TLS only on this machine, where the sandbox plays it. */
const address = z
  .union([z.url({ protocol: /^https$/u }), z.url({ protocol: /^http$/u, hostname: thisMachine })])
  // A password would be in the log, and in TwiML.
  .refine((url) => !/^\w+:\/\/[^/?#]*@/u.test(url))

/** Reads `https://…` for all, or `Support=https://…, *=https://…`. The failure says what is wrong, without a value. */
export function readMusic(text: string): Result<MusicList, string> {
  const list = new Map<string, string>()
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue
    const { queue, url } = split(part)
    if (queue === '' || !address.safeParse(url).success)
      return fail(
        'is not a list of https: addresses without a password, each alone or as queue=address',
      )
    if (list.has(queue)) return fail('has two addresses for one queue')
    list.set(queue, url)
  }
  return succeed(list)
}

/** The setting as text, where it is passed on. */
export const musicSetting = z.string().refine((text) => readMusic(text).ok, {
  error: 'needs https: addresses without a password, each alone or as queue=address',
})

function split(part: string): { readonly queue: string; readonly url: string } {
  const equals = part.indexOf('=')
  // An address alone may have an equals sign in its query.
  if (equals === -1 || /^https?:/iu.test(part)) return { queue: OTHER_QUEUES, url: part }
  return { queue: part.slice(0, equals).trim(), url: part.slice(equals + 1).trim() }
}

/**
 * What was found at an address. `unchecked`: a TwiML Bin, and no auth token to ask for it with; `private`: Twilio cannot reach
 * it; `own-server`: it needs our own server; `unreachable`: no answer; `refused`: another status than 200; `audio-file`: sound
 * in place of a document; `not-twiml`; `forbidden-verb`: Twilio allows it to nobody who waits in a Conference; `ends`: silence
 * follows; `no-audio`: what it plays cannot be fetched or is no audio.
 */
export const musicVerdict = z.enum([
  'fine',
  'unchecked',
  'private',
  'own-server',
  'unreachable',
  'refused',
  'audio-file',
  'not-twiml',
  'forbidden-verb',
  'ends',
  'no-audio',
])
export type MusicVerdict = z.infer<typeof musicVerdict>

export const musicReport = z.object({
  url: z.string(),
  verdict: musicVerdict,
  /** What exactly was found: a status, a verb, an address. May be empty. */
  detail: z.string(),
})
export type MusicReport = z.infer<typeof musicReport>
