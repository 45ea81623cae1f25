import { assertNever } from '../../../server/contract/assert-never.ts'
/** Keys on their way out of one call, oldest first: those that the SDK has, then those that wait for it. */
export interface KeyQueue {
  /** The string that the SDK was handed, as far as it is not out. */
  readonly handed: string
  /** The first key of `handed` sounds now. */
  readonly sounding: boolean
  readonly waiting: string
}

export type KeyEvent =
  | { readonly kind: 'press'; readonly keys: string }
  /** The browser says which tone begins; an empty one says that all of them are out. */
  | { readonly kind: 'tone'; readonly tone: string }
  /** The whole string went as one message. */
  | { readonly kind: 'message-sent' }
  /** Nothing more goes out: the SDK refused the string, the line is down, nobody is to hear it, or no tone came. */
  | { readonly kind: 'cut' }

export type KeyEffect =
  /** Hands the SDK a string; none that it had before is still to go. */
  | { readonly kind: 'hand'; readonly keys: string }
  | { readonly kind: 'tell'; readonly keys: string; readonly became: 'sent' | 'lost' }

export interface KeyStep {
  readonly queue: KeyQueue
  readonly effects: readonly KeyEffect[]
}

export const noKeys: KeyQueue = { handed: '', sounding: false, waiting: '' }

/**
 * Keys that are pressed faster than their tones sound. The SDK takes one string at a time: the next takes the place of
 * what is left of it. So keys are collected while one is out, and go together when it is.
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

/** A tone begins, so the one before it is over. One that the SDK was not handed changes nothing. */
function sounds(queue: KeyQueue): KeyStep {
  if (queue.handed.length <= (queue.sounding ? 1 : 0)) return { queue, effects: [] }
  const step = queue.sounding ? out(queue, 1) : { queue, effects: [] }
  return { ...step, queue: { ...step.queue, sounding: true } }
}

/** All are out, unless it is a string of before that ended: of this one no tone has begun. */
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
