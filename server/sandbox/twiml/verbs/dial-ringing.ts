import { dtmfSource } from '../../media/dtmf.ts'
import { ringbackSource } from '../../media/sources.ts'
import type { Address } from '../../telephony/dialing/address.ts'
import { parseAddress } from '../../telephony/dialing/address.ts'
import { reportCall } from '../../telephony/call/call-report.ts'
import { isFinal } from '../../telephony/call/call-status.ts'
import type { Call } from '../../telephony/call/call.ts'
import { placeCall } from '../../telephony/dialing/dialing.ts'
import { play } from '../../telephony/audio/player.ts'
import type { VerbContext } from '../run/context.ts'
import type { DialOptions, Noun } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

export type Target = Noun & { readonly address: Address }

export function targetOf(noun: Noun): Target {
  if (noun.kind === 'client') {
    return { ...noun, address: { kind: 'client', identity: noun.identity, params: noun.params } }
  }
  const address = parseAddress(noun.number) ?? { kind: 'number', number: noun.number }
  return { ...noun, address }
}

export interface RingResult {
  readonly children: readonly Call[]
  /** The party that answered and whose document is finished; null without one, or when the caller left first. */
  readonly winner: Call | null
}

/** All at once, or one after the other for the whole time-out each. Docs: voice/twiml/dial#sequential. */
export async function ring(
  context: VerbContext,
  targets: readonly Target[],
  options: { readonly from: string; readonly dial: DialOptions },
): Promise<RingResult> {
  if (!options.dial.sequential) return await ringTogether(context, targets, options)
  const children: Call[] = []
  for (const target of targets) {
    if (context.signal.aborted) break
    const rung = await ringTogether(context, [target], options)
    children.push(...rung.children)
    if (rung.winner) return { children, winner: rung.winner }
  }
  return { children, winner: null }
}

async function ringTogether(
  context: VerbContext,
  targets: readonly Target[],
  { from, dial }: { readonly from: string; readonly dial: DialOptions },
): Promise<RingResult> {
  const rings = targets.map((target) => ({
    target,
    child: placeChild(context, target, from, dial),
  }))
  const { winner, taken } = await waitForAnswer(context, rings)
  const children = rings.map(({ child }) => child)
  for (const child of children) {
    if (child === winner || taken.has(child)) continue
    child.end(child.answeredAt === null ? 'canceled' : 'completed', 'switch')
  }
  return { children, winner }
}

function placeChild(
  { services, call, base }: VerbContext,
  { report, address }: Target,
  from: string,
  { timeoutSeconds }: DialOptions,
): Call {
  const child = placeCall(services, {
    address,
    from,
    accountSid: services.accountSid,
    parentSid: call.sid,
    timeoutSeconds,
    direction: 'outbound-dial',
  })
  if (report) reportCall(child, { ...report, url: resolveUrl(report.url, base) }, services)
  return child
}

/** `taken` are parties that got other instructions before they could talk. */
interface AnswerResult {
  readonly winner: Call | null
  readonly taken: ReadonlySet<Call>
}

async function waitForAnswer(
  context: VerbContext,
  rings: readonly { readonly target: Target; readonly child: Call }[],
): Promise<AnswerResult> {
  const { services, call, signal } = context
  const taken = new Set<Call>()
  if (rings.length === 0) return { winner: null, taken }
  const ringing = new AbortController()
  const ringback = once(() => {
    if (call.audio) void play(services.audio, call.audio, ringbackSource(), ringing.signal)
  })
  const winner = await new Promise<Call | null>((resolve, reject) => {
    const endWithoutWinner = () => resolve(null)
    const endIfNobodyIsLeft = () => {
      if (rings.every(({ child }) => child.ended || taken.has(child))) endWithoutWinner()
    }
    const answered = async (target: Target, child: Call) => {
      if (await prepare(context, target, child)) return resolve(child)
      if (!child.ended) taken.add(child)
      endIfNobodyIsLeft()
    }
    if (signal.aborted) endWithoutWinner()
    signal.addEventListener('abort', endWithoutWinner, { signal: ringing.signal })
    for (const { target, child } of rings) {
      const stop = child.watch((status) => {
        if (status === 'ringing') {
          call.signalRinging()
          ringback()
        } else if (status === 'in-progress') answered(target, child).catch(reject)
        else if (isFinal(status)) endIfNobodyIsLeft()
      })
      ringing.signal.addEventListener('abort', stop)
    }
  })
  ringing.abort()
  return { winner, taken }
}

/**
 * What happens to the called party before it talks: digits are sent to it, and its document runs. The others
 * ring meanwhile. Docs: voice/twiml/number#senddigits, voice/twiml/number#url.
 */
async function prepare(
  { services, runOn, signal, base }: VerbContext,
  target: Target,
  child: Call,
): Promise<boolean> {
  if (target.kind === 'number' && target.sendDigits !== '' && child.audio) {
    await play(services.audio, child.audio, dtmfSource(target.sendDigits), signal)
  }
  if (target.url === null) return !child.ended
  return await runOn(child, { ...target.url, url: resolveUrl(target.url.url, base) })
}

function once(run: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    run()
  }
}
