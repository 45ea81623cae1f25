import { randomInt } from 'node:crypto'
import { newSid } from '../account.ts'
import { speak } from '../media/speech.ts'
import { samplesSource } from '../media/sources.ts'
import { callParams } from './call-params.ts'
import { isFinal } from './call-status.ts'
import type { Call } from './call.ts'
import { placeCall } from './dialing.ts'
import { play } from './player.ts'
import type { VoiceServices } from './services.ts'

/** A number of somebody else's that may be shown as the caller. Docs: voice/api/outgoing-caller-ids. */
export interface CallerId {
  readonly sid: string
  readonly phoneNumber: string
  readonly createdAt: number
  friendlyName: string
  updatedAt: number
}

/** The account's verified numbers. */
export class CallerIds {
  readonly #ids = new Map<string, CallerId>()

  add(phoneNumber: string, friendlyName: string, now: number): CallerId {
    const id = { sid: newSid('PN'), phoneNumber, friendlyName, createdAt: now, updatedAt: now }
    this.#ids.set(id.sid, id)
    return id
  }

  list(): readonly CallerId[] {
    return [...this.#ids.values()]
  }

  get(sid: string): CallerId | null {
    return this.#ids.get(sid) ?? null
  }

  of(phoneNumber: string): CallerId | null {
    return this.list().find((id) => id.phoneNumber === phoneNumber) ?? null
  }

  remove(sid: string): void {
    this.#ids.delete(sid)
  }

  clear(): void {
    this.#ids.clear()
  }
}

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
