import { ringbackSource } from '../media/sources.ts'
import type { Address } from '../telephony/address.ts'
import { parseAddress } from '../telephony/address.ts'
import { reportCall } from '../telephony/call-report.ts'
import { isFinal } from '../telephony/call-status.ts'
import type { FinalStatus } from '../telephony/call-status.ts'
import type { Call } from '../telephony/call.ts'
import { placeCall } from '../telephony/dialing.ts'
import { bridge, play } from '../telephony/player.ts'
import { followAction, leaveCauseOf } from './context.ts'
import type { Onward, VerbContext } from './context.ts'
import type { DialOptions, DialPartiesVerb, Noun } from './document.ts'
import { TwimlFault } from './fault.ts'
import { resolveUrl } from './fetch.ts'

/** Several calls at once: what is told of them when nobody answered. */
const WORST_FIRST: readonly FinalStatus[] = ['busy', 'no-answer', 'failed', 'canceled']

/** `<Dial>` with `<Client>` and `<Number>`: all ring, the first to answer wins. Docs: voice/twiml/dial. */
export async function dialParties(context: VerbContext, verb: DialPartiesVerb): Promise<Onward> {
  const { call } = context
  const { dial } = verb
  if (!dial.answerOnBridge) call.answer()
  const targets = verb.nouns.map((noun) => ({ noun, address: addressOf(noun) }))
  const from = callerIdOf(context, dial, targets)
  const children = targets.map(({ noun, address }) =>
    placeChild(context, noun, address, from, dial),
  )
  const winner = await firstToAnswer(context, children)
  if (winner) await talk(context, winner, dial)
  if (leaveCauseOf(context) === 'updated') return null
  const told = winner ?? children.at(-1)
  return followAction(context, dial.action, {
    DialCallStatus: winner ? 'completed' : worst(children),
    DialBridged: String(winner !== null),
    ...(told ? { DialCallSid: told.sid } : {}),
    ...(winner ? { DialCallDuration: String(winner.duration ?? 0) } : {}),
  })
}

function addressOf(noun: Noun): Address {
  if (noun.kind === 'client') return noun
  return parseAddress(noun.number) ?? { kind: 'number', number: noun.number }
}

/** Docs: voice/twiml/dial#attributes-caller-id. */
function callerIdOf(
  { services, call, base }: VerbContext,
  dial: DialOptions,
  targets: readonly { readonly address: Address }[],
): string {
  const from = dial.callerId ?? call.facts.from
  const own = [call.facts.from, call.facts.to].includes(from) && from.startsWith('+')
  const phones = targets.some(({ address }) => address.kind === 'number')
  const known = services.routes.numberOf(from) ?? services.callerIds.of(from)
  if (phones && !own && known === null) {
    throw new TwimlFault(13214, `Dial: Invalid callerId value '${from}'`, base)
  }
  return from
}

function placeChild(
  { services, call, base }: VerbContext,
  { report }: Noun,
  address: Address,
  from: string,
  dial: DialOptions,
): Call {
  const { accountSid } = services
  const { timeoutSeconds } = dial
  const parentSid = call.sid
  const child = placeCall(services, {
    address,
    from,
    accountSid,
    parentSid,
    timeoutSeconds,
    direction: 'outbound-dial',
  })
  if (report) reportCall(child, { ...report, url: resolveUrl(report.url, base) }, services)
  return child
}

/** Null when nobody answered, or the caller left first. */
async function firstToAnswer(
  { services, call, signal }: VerbContext,
  children: readonly Call[],
): Promise<Call | null> {
  if (children.length === 0) return null
  const ringing = new AbortController()
  const winner = await new Promise<Call | null>((resolve) => {
    const giveUp = () => resolve(null)
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { signal: ringing.signal })
    for (const child of children) {
      const stop = child.watch((status) => {
        if (status === 'ringing') {
          call.signalRinging()
          startRingback(services.audio, call, ringing.signal)
        } else if (status === 'in-progress') resolve(child)
        else if (isFinal(status) && children.every(({ ended }) => ended)) resolve(null)
      })
      ringing.signal.addEventListener('abort', stop)
    }
  })
  ringing.abort()
  for (const child of children) {
    if (child !== winner) child.end('canceled', 'switch')
  }
  return winner
}

const playing = new WeakSet<AbortSignal>()

function startRingback(
  audio: VerbContext['services']['audio'],
  call: Call,
  signal: AbortSignal,
): void {
  if (!call.audio || playing.has(signal)) return
  playing.add(signal)
  void play(audio, call.audio, ringbackSource(), signal)
}

/** Settles when the two no longer talk. */
async function talk(
  { services, call, signal }: VerbContext,
  child: Call,
  dial: DialOptions,
): Promise<void> {
  call.answer()
  if (!call.audio || !child.audio || signal.aborted) return child.end('completed', 'switch')
  const apart = bridge(services.audio, call.audio, child.audio)
  const over = new AbortController()
  const hangUp = () => child.end('completed', 'switch')
  await new Promise<void>((resolve) => {
    // New instructions for the child take it away from the caller.
    child.occupation = { leave: () => resolve() }
    signal.addEventListener('abort', hangUp, { signal: over.signal })
    const cancel = services.clock.after(dial.timeLimitSeconds * 1000, hangUp)
    over.signal.addEventListener('abort', cancel)
    if (!dial.hangupOnStar) return
    over.signal.addEventListener(
      'abort',
      call.onKey((key) => void (key === '*' && hangUp())),
    )
  })
  over.abort()
  apart()
}

function worst(children: readonly Call[]): FinalStatus {
  const found = WORST_FIRST.find((status) => children.some((child) => child.status === status))
  return found ?? 'failed'
}
