import type { Clock } from '../../clock.ts'
import type { CallQueue } from '../../limits/call-queue.ts'
import { addressText } from './address.ts'
import type { Address } from './address.ts'
import type { CallRegistry } from '../call/call-registry.ts'
import { isFinal } from '../call/call-status.ts'
import type { CallDirection, FinalStatus } from '../call/call-status.ts'
import type { Call } from '../call/call.ts'
import type { DeviceDirectory, Leg, LegEnd } from '../audio/leg.ts'
import type { Notices } from '../notices.ts'

export interface DialRequest {
  readonly address: Address
  readonly from: string
  readonly direction: Exclude<CallDirection, 'inbound'>
  readonly accountSid: string
  readonly parentSid?: string
  readonly timeoutSeconds: number
  /** How long it is queued first; not at all unless given. */
  readonly delaySeconds?: number
  /** Where it waits for its turn first. */
  readonly queue?: CallQueue
}

interface DialDeps {
  readonly clock: Clock
  readonly calls: CallRegistry
  readonly directory: () => DeviceDirectory
  readonly notices: Notices
}

/** Twilio rings five seconds longer than `Timeout` says. Docs: voice/api/call-resource (Timeout). */
const RING_BUFFER_SECONDS = 5

/** Nobody has this number: SIP's "Not Found". */
const UNALLOCATED = 404

/**
 * Makes an outbound call. It is `queued` when this returns; it starts to ring right after. Every Device of an
 * identity rings under the one call, and the first to answer wins. Watch the call for what becomes of it.
 */
export function placeCall(deps: DialDeps, request: DialRequest): Call {
  const { address, from, direction, accountSid, parentSid } = request
  const to = addressText(address)
  const parent = parentSid === undefined ? {} : { parentSid }
  const call = deps.calls.create({ accountSid, direction, from, to, ...parent })
  const begin = () => ring(deps, call, request)
  if (request.queue !== undefined) request.queue.enter(call, begin)
  else if (request.delaySeconds === undefined) queueMicrotask(begin)
  else delay(deps.clock, call, request.delaySeconds, begin)
  return call
}

function delay(clock: Clock, call: Call, seconds: number, run: () => void): void {
  const cancel = clock.after(seconds * 1000, () => {
    stop()
    run()
  })
  const stop = call.watch((status) => {
    if (isFinal(status)) cancel()
  })
}

function ring(deps: DialDeps, call: Call, request: DialRequest): void {
  if (call.ended) return
  call.progress('initiated')
  const { address } = request
  const legs = findLegs(deps.directory(), address)
  // An identity without a registered Device is `no-answer`, a number that does not exist is `failed`.
  if (legs.length === 0) {
    if (address.kind === 'client') return call.end('no-answer', 'switch')
    if (address.kind === 'number') noteCarrierFailure(deps, call, UNALLOCATED)
    return call.end('failed', 'switch')
  }
  const cancelTimeout = deps.clock.after(
    (request.timeoutSeconds + RING_BUFFER_SECONDS) * 1000,
    () => call.end('no-answer', 'switch', { kind: 'no-answer' }),
  )
  call.watch((status) => {
    if (status !== 'ringing') cancelTimeout()
  })
  const params = address.kind === 'number' ? {} : address.params
  for (const leg of legs) attach(deps, call, leg)
  for (const leg of legs) {
    if (call.ended) return
    const { accountSid, from, to } = call.facts
    leg.ring({ callSid: call.sid, accountSid, from, to, params })
  }
}

function findLegs(directory: DeviceDirectory, address: Address): readonly Leg[] {
  if (address.kind === 'client') return directory.clientLegs(address.identity)
  const leg =
    address.kind === 'app'
      ? directory.appLeg(address.applicationSid)
      : directory.phoneLeg(address.number)
  return leg ? [leg] : []
}

function attach(deps: DialDeps, call: Call, leg: Leg): void {
  let answered = false
  call.addLeg(leg)
  leg.attach({
    onRinging: () => call.progress('ringing'),
    onAnswered() {
      answered = true
      call.progress('ringing')
      call.onLegAnswered(leg)
    },
    onKey: (key) => call.pressKey(key),
    onMessage: (message) => call.passMessage(message),
    onEnded(end) {
      const others = call.removeLeg(leg)
      if (answered) call.end('completed', 'party')
      // One Device's refusal leaves the others ringing.
      else if (others === 0) {
        if (end.kind === 'failed' && end.sipCode !== undefined)
          noteCarrierFailure(deps, call, end.sipCode)
        call.end(statusWithoutAnswer(end), 'party')
      }
    },
  })
}

/** No carrier delivers the call. Docs: api/errors/13224. */
function noteCarrierFailure({ notices }: DialDeps, call: Call, sipCode: number): void {
  call.sipCode = sipCode
  const message = `${call.facts.to} cannot be called: the carrier answers with SIP ${sipCode}`
  notices.note({ level: 'error', code: 13224, message, callSid: call.sid })
}

/** A party that hangs up on a ringing call refuses it. */
function statusWithoutAnswer(end: LegEnd): FinalStatus {
  return end.kind === 'hangup' ? 'busy' : end.kind
}
