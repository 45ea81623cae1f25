import { bridge } from '../../telephony/audio/player.ts'
import type { Meeting, Queue, QueueEntry } from '../../telephony/queue/queues.ts'
import { followAction, leaveCauseOf } from '../run/context.ts'
import type { Onward, VerbContext } from '../run/context.ts'
import type { DialQueueVerb } from '../parse/document.ts'
import { announcementOf, meetReserved } from './dial-reservation.ts'

/**
 * `<Dial><Queue>`: connects the first caller of the queue, or the first to come within the time-out, or the caller of a Reservation.
 * Docs: voice/twiml/queue.
 */
export async function dialQueue(context: VerbContext, verb: DialQueueVerb): Promise<Onward> {
  const { services, call, base } = context
  const { action } = verb.dial
  call.answer()
  if (verb.reservation !== null) {
    const met = await meetReserved(context, verb, verb.reservation)
    if (met === null) return followAction(context, action, { DialCallStatus: 'failed' })
    const onward = await afterTalk(context, verb, met.meeting)
    met.ended()
    return onward
  }
  const queue = services.queues.byName(verb.queue)
  if (queue === null) {
    const message = `Dial: there is no queue '${verb.queue}'`
    services.notices.note({ level: 'error', code: 20404, message, callSid: call.sid, url: base })
    return followAction(context, action, { DialCallStatus: 'failed' })
  }
  const meeting = await waitForCaller(context, verb, queue)
  if (meeting === null) {
    if (leaveCauseOf(context) === 'updated') return null
    return followAction(context, action, { DialCallStatus: 'no-answer' })
  }
  return afterTalk(context, verb, meeting)
}

/** They talk; then the action follows. */
async function afterTalk(
  context: VerbContext,
  verb: DialQueueVerb,
  meeting: Meeting,
): Promise<Onward> {
  const { services } = context
  const since = services.clock.now()
  await talk(context, verb, meeting)
  if (leaveCauseOf(context) === 'updated') return null
  const seconds = Math.round((services.clock.now() - since) / 1000)
  return followAction(context, verb.dial.action, {
    DialCallStatus: 'completed',
    DialCallSid: meeting.call.sid,
    DialCallDuration: String(seconds),
  })
}

/** Null when no caller came in time, or the dialling call left first. */
async function waitForCaller(
  context: VerbContext,
  verb: DialQueueVerb,
  queue: Queue,
): Promise<Meeting | null> {
  const met = Promise.withResolvers<Meeting | null>()
  const { services, call, signal } = context
  const announcement = announcementOf(context, verb)
  let coming: QueueEntry | null = null
  let settled = false
  let stopWaiting: (() => boolean) | null = null
  const settle = (meeting: Meeting | null) => {
    settled = true
    met.resolve(meeting)
  }
  const next = () => {
    stopWaiting = services.queues.onFront(queue, (entry) => {
      coming = entry
      entry.dequeue({
        kind: 'bridge',
        by: call.sid,
        announcement,
        meet(meeting) {
          if (settled) meeting?.part()
          else if (meeting === null) next()
          else settle(meeting)
        },
      })
    })
  }
  const giveUp = () => {
    stopWaiting?.()
    settle(null)
  }
  const stopTimer = services.clock.after(verb.dial.timeoutSeconds * 1000, () => {
    // A caller who hears the announcement counts as connecting.
    if (stopWaiting?.() === true || coming?.call.ended !== false) settle(null)
  })
  signal.addEventListener('abort', giveUp)
  if (signal.aborted) giveUp()
  else next()
  const meeting = await met.promise
  stopTimer()
  signal.removeEventListener('abort', giveUp)
  return meeting
}

/** Settles when the two no longer talk; the queued caller continues its own document. */
async function talk(
  { services, call, signal }: VerbContext,
  { dial }: DialQueueVerb,
  meeting: Meeting,
): Promise<void> {
  if (call.audio === null || meeting.call.audio === null || signal.aborted) return meeting.part()
  const apart = bridge(services.audio, call.audio, meeting.call.audio)
  const over = new AbortController()
  await new Promise<void>((resolve) => {
    const part = () => resolve()
    signal.addEventListener('abort', part, { signal: over.signal })
    meeting.signal.addEventListener('abort', part, { signal: over.signal })
    const cancel = services.clock.after(dial.timeLimitSeconds * 1000, part)
    over.signal.addEventListener('abort', cancel)
    if (!dial.hangupOnStar) return
    const stopKeys = call.onKey((key) => {
      if (key === '*') part()
    })
    over.signal.addEventListener('abort', stopKeys)
  })
  over.abort()
  apart()
  meeting.part()
}
