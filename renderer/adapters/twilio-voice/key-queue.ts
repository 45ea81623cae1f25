import { assertNever } from '../../../server/contract/assert-never.ts'
/** Keys of one call that are not sent yet, oldest first: those that the SDK has, then those that wait. */
export interface KeyQueue {
  /** The rest of the string that the SDK has. */
  readonly handed: string
  /** The first key of `handed` sounds now. */
  readonly sounding: boolean
  readonly waiting: string
}

export type KeyEvent =
  | { readonly kind: 'press'; readonly keys: string }
  /** The tone that begins; an empty one means that all are sent. */
  | { readonly kind: 'tone'; readonly tone: string }
  /** The whole string was sent as one message. */
  | { readonly kind: 'message-sent' }
  /** Nothing more is sent: the SDK refused, the connection is down, nobody hears it, or no tone came. */
  | { readonly kind: 'cut' }

export type KeyEffect =
  /** Gives the SDK a string after the one before is sent. */
  | { readonly kind: 'hand'; readonly keys: string }
  | { readonly kind: 'tell'; readonly keys: string; readonly became: 'sent' | 'lost' }

export interface KeyStep {
  readonly queue: KeyQueue
  readonly effects: readonly KeyEffect[]
}

export const noKeys: KeyQueue = { handed: '', sounding: false, waiting: '' }

/**
 * Keys that are pressed faster than their tones sound. The SDK takes one string at a time, and a new one replaces the
 * rest of it. So keys are collected while a string is on its way, and go together after it.
 */
export function reduceKeys(queue: KeyQueue, event: KeyEvent): KeyStep {
  switch (event.kind) {
    case 'press':
      return handOn({ ...queue, waiting: queue.waiting + event.keys }, [])
    case 'tone':
      return event.tone === '' ? toneless(queue) : sounds(queue)
    case 'message-sent':
      return out(queue, queue.handed.length)
    case 'cut':
      return { queue: noKeys, effects: tell(queue.handed + queue.waiting, 'lost') }
    default: {
      return assertNever(event)
    }
  }
}

/** A tone begins, so the one before it is sent. A tone that is not ours changes nothing. */
function sounds(queue: KeyQueue): KeyStep {
  if (queue.handed.length <= (queue.sounding ? 1 : 0)) return { queue, effects: [] }
  const step = queue.sounding ? out(queue, 1) : { queue, effects: [] }
  return { ...step, queue: { ...step.queue, sounding: true } }
}

/** All are sent, unless no tone of this string has begun: then an earlier string has ended. */
function toneless(queue: KeyQueue): KeyStep {
  return queue.sounding ? out(queue, queue.handed.length) : { queue, effects: [] }
}

function out(queue: KeyQueue, count: number): KeyStep {
  const left = { ...queue, handed: queue.handed.slice(count), sounding: false }
  return handOn(left, tell(queue.handed.slice(0, count), 'sent'))
}

function handOn(queue: KeyQueue, before: readonly KeyEffect[]): KeyStep {
  if (queue.handed !== '' || queue.waiting === '') return { queue, effects: before }
  const keys = queue.waiting
  return {
    queue: { handed: keys, sounding: false, waiting: '' },
    effects: [...before, { kind: 'hand', keys }],
  }
}

function tell(keys: string, became: 'sent' | 'lost'): readonly KeyEffect[] {
  return keys === '' ? [] : [{ kind: 'tell', keys, became }]
}
