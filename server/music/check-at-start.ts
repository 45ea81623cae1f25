import type { OwnSettings, TwilioSettings } from '../config/config.ts'
import { OTHER_QUEUES } from '../contract/music.ts'
import type { MusicReport, MusicVerdict } from '../contract/music.ts'
import type { Logger } from '../log/logger.ts'
import type { WorkspaceFacts } from '../twilio/gateway.ts'
import { checkMusic } from './check-music.ts'

/** An address that does not answer so fast is not one for callers. Docs: voice/twiml#webhook-timeouts. */
const TIMEOUT_MS = 15_000

interface StartCheckDeps {
  readonly own: Pick<OwnSettings, 'music'>
  readonly twilio: TwilioSettings
  readonly onSandbox: boolean
  readonly publicUrl: string
  readonly workspace: Pick<WorkspaceFacts, 'queueNames'>
  readonly log: Logger
}

/** What somebody who reads the log can do. */
const sentences: Record<Exclude<MusicVerdict, 'fine' | 'unchecked'>, string> = {
  private: 'Twilio cannot reach the music: its address belongs to a private network',
  'own-server': 'music is on this server, so callers hear none while it is away',
  unreachable: 'music cannot be fetched',
  refused: 'music cannot be fetched: its address answers with another status than 200',
  'audio-file':
    'music is an audio file, which plays once; name a TwiML document with <Play loop="0"> of it',
  'not-twiml': 'music is no TwiML document',
  'forbidden-verb': 'music has a verb that Twilio refuses while somebody waits',
  ends: 'music ends, and silence follows: give its last <Play> loop="0"',
  'no-audio': 'what the music plays cannot be fetched as audio that Twilio plays',
}

/** Writes into the log what is wrong with `CORDBOARD_MUSIC`. Stops nothing. Returns the function that ends it. */
export function checkMusicAtStart(deps: StartCheckDeps): () => Promise<void> {
  const { own, workspace, log } = deps
  const known = new Set([...workspace.queueNames.values(), OTHER_QUEUES])
  for (const queue of own.music.addresses.keys()) {
    if (!known.has(queue))
      log.warn({ queue }, 'CORDBOARD_MUSIC names a queue that the Workspace does not have')
  }
  const ending = new AbortController()
  const checked = checkAndTell(deps, ending.signal)
  return async () => {
    ending.abort()
    await checked
  }
}

async function checkAndTell(
  { own, twilio, onSandbox, publicUrl, log }: StartCheckDeps,
  signal: AbortSignal,
): Promise<void> {
  const [token] = twilio.webhookSecrets.authTokens
  const reports = await checkMusic(own.music.addresses.values(), {
    publicUrl,
    fromCloud: !onSandbox && twilio.endpoints === null,
    account: token ? { accountSid: twilio.accountSid, authToken: token.reveal() } : null,
    timeoutMs: TIMEOUT_MS,
    signal,
  })
  // What was broken off here says nothing of the music.
  if (!signal.aborted) for (const report of reports) tell(report, log)
}

function tell({ url, verdict, detail }: MusicReport, log: Logger): void {
  if (verdict === 'fine') log.info({ url }, 'music can be fetched')
  else if (verdict === 'unchecked')
    log.info({ url }, 'this TwiML Bin cannot be checked without TWILIO_AUTH_TOKEN')
  else log.warn({ url, verdict, detail }, sentences[verdict])
}
