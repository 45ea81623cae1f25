import type { MusicReport, MusicVerdict } from '../contract/music.ts'
import { isTwimlBin, signBinRequest } from '../twilio/twiml-bin.ts'
import type { BinAccount } from '../twilio/twiml-bin.ts'
import { fetchLikeTwilio, findPrivateAddress } from './fetch-like-twilio.ts'
import type { Answered } from './fetch-like-twilio.ts'
import { isOnServer } from './music.ts'
import { readDocument } from './read-document.ts'

export interface MusicCheckDeps {
  /** Where our own server is; null: not known yet. */
  readonly publicUrl: string | null
  /** Twilio's cloud plays the music, so an address of a private network is of no use. False for a sandbox. */
  readonly fromCloud: boolean
  /** Who may ask for TwiML Bins; null: no auth token is known. */
  readonly account: BinAccount | null
  /** How long an answer may take. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

type Found = Omit<MusicReport, 'url'>

/** One document of a chain of `<Redirect>`. */
interface Step {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

/** Documents that lead to one another; a longer chain is a mistake. */
const LONGEST_CHAIN = 5

/** Twilio's list for `<Play>`. Docs: voice/twiml/play. */
const AUDIO = /^audio\/(?:mpeg|wave?|x-wav|aiff|x-aifc|x-aiff|x-gsm|gsm|ulaw)$/u
const XML = /^(?:text|application)\/xml$|^text\/html$/u

const fine: Found = { verdict: 'fine', detail: '' }

/** Asks for each document and for what it plays, as Twilio does. Never rejects. */
export function checkMusic(
  urls: Iterable<string>,
  deps: MusicCheckDeps,
): Promise<readonly MusicReport[]> {
  const checks = [...new Set(urls)].map(async (url) => {
    const { verdict, detail } = await checkDocument({ url, method: 'GET' }, [], deps)
    return { url, verdict, detail }
  })
  return Promise.all(checks)
}

async function checkDocument(
  step: Step,
  before: readonly Step[],
  deps: MusicCheckDeps,
): Promise<Found> {
  if (before.some(({ url, method }) => url === step.url && method === step.method)) return fine
  if (before.length === LONGEST_CHAIN) return found('not-twiml', 'too many redirects')
  if (isTwimlBin(step.url) && deps.account === null) return found('unchecked', step.url)
  const fetched = await ask(step, deps)
  if (!isAnswer(fetched)) return fetched
  if (!XML.test(fetched.type)) {
    fetched.leave()
    return fetched.type.startsWith('audio/')
      ? found('audio-file', fetched.type)
      : found('not-twiml', `Content-Type: ${fetched.type}`)
  }
  const text = await fetched.text()
  if (text.kind === 'failed') return found('not-twiml', text.why)
  const document = readDocument(text.text)
  if (document.kind === 'wrong') return found(document.verdict, document.detail)
  for (const audio of document.audio) {
    const outcome = await checkAudio(audio, fetched.url, deps)
    if (outcome.verdict !== 'fine') return outcome
  }
  const { redirect } = document
  if (redirect === null) return fine
  const url = resolve(redirect.url, fetched.url)
  if (url === null) return found('not-twiml', `<Redirect> to ${redirect.url}`)
  return checkDocument({ url, method: redirect.method }, [...before, step], deps)
}

async function checkAudio(written: string, base: string, deps: MusicCheckDeps): Promise<Found> {
  const url = resolve(written, base)
  if (url === null) return found('no-audio', written)
  const fetched = await ask({ url, method: 'GET' }, deps)
  if (!isAnswer(fetched)) {
    const { verdict, detail } = fetched
    return verdict === 'own-server' ? fetched : found('no-audio', `${url}: ${detail}`)
  }
  fetched.leave()
  return AUDIO.test(fetched.type) ? fine : found('no-audio', `${url}: ${fetched.type}`)
}

/** A good answer, or what is wrong with the address. */
async function ask(
  { url, method }: Step,
  { publicUrl, fromCloud, account, timeoutMs, signal }: MusicCheckDeps,
): Promise<Answered | Found> {
  const isOurs = (address: string) => publicUrl !== null && isOnServer(address, publicUrl)
  if (isOurs(url)) return found('own-server', url)
  const hidden = fromCloud ? await findPrivateAddress(url) : null
  if (hidden !== null) return found('private', hidden)
  const signed = account !== null && isTwimlBin(url) ? signBinRequest(url, account) : null
  const until = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])])
  const fetched = await fetchLikeTwilio(
    { url: signed?.url ?? url, method, headers: signed?.headers ?? {} },
    until,
  )
  if (fetched.kind === 'failed') return found('unreachable', fetched.why)
  // It may have led elsewhere.
  const wrong = isOurs(fetched.url)
    ? found('own-server', fetched.url)
    : found('refused', `HTTP ${fetched.status}`)
  if (!isOurs(fetched.url) && fetched.status === 200) return fetched
  fetched.leave()
  return wrong
}

function isAnswer(from: Answered | Found): from is Answered {
  return 'kind' in from
}

function resolve(url: string, base: string): string | null {
  return URL.canParse(url, base) ? new URL(url, base).href : null
}

function found(verdict: MusicVerdict, detail: string): Found {
  return { verdict, detail }
}
