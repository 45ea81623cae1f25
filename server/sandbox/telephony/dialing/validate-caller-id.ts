import { randomInt } from 'node:crypto'
import { speak } from '../../media/speech.ts'
import { samplesSource } from '../../media/sources.ts'
import { callParams } from '../call/call-params.ts'
import { isFinal } from '../call/call-status.ts'
import type { Call } from '../call/call.ts'
import { placeCall } from './dialing.ts'
import { play } from '../audio/player.ts'
import type { VoiceServices } from '../services.ts'
import type { CallerId } from './caller-ids.ts'

export interface Validation {
  readonly phoneNumber: string
  readonly friendlyName: string
  readonly delaySeconds: number
  readonly report: { readonly url: string; readonly method: 'GET' | 'POST' } | null
}

/** Who calls to verify a number. */
const VERIFIER = '+14157234000'
const RING_SECONDS = 60
const CODE_LENGTH = 6

/**
 * Calls the number and waits for the code to be pressed: the number is verified then, else not when the call ends.
 * Docs: voice/api/outgoing-caller-ids#add-an-outgoing-caller-id.
 */
export function validateCallerId(
  services: VoiceServices,
  { phoneNumber, friendlyName, delaySeconds, report }: Validation,
): { readonly call: Call; readonly code: string } {
  const { accountSid, callerIds, clock, sender } = services
  const code = String(randomInt(10 ** CODE_LENGTH)).padStart(CODE_LENGTH, '0')
  const call = placeCall(services, {
    address: { kind: 'number', number: phoneNumber },
    from: VERIFIER,
    direction: 'outbound-api',
    accountSid,
    timeoutSeconds: RING_SECONDS,
    delaySeconds,
  })
  let verified: CallerId | null = null
  let keys = ''
  call.onKey((key) => {
    keys = (keys + key).slice(-CODE_LENGTH)
    if (keys !== code || verified !== null) return
    verified = callerIds.add(phoneNumber, friendlyName, clock.now())
    call.end('completed', 'switch')
  })
  const stop = call.watch((status) => {
    if (status === 'in-progress') void ask(services, call)
    if (!isFinal(status)) return
    stop()
    if (!report) return
    const outcome: Record<string, string> =
      verified === null
        ? { VerificationStatus: 'failed' }
        : { VerificationStatus: 'success', OutgoingCallerIdSid: verified.sid }
    void sender.send({ ...report, params: { ...callParams(call), ...outcome } })
  })
  return { call, code }
}

async function ask({ audio }: VoiceServices, call: Call): Promise<void> {
  const end = new AbortController()
  call.watch((status) => {
    if (isFinal(status)) end.abort()
  })
  const question = samplesSource(await speak('Please enter your validation code.'))
  if (call.audio) await play(audio, call.audio, question, end.signal)
}
