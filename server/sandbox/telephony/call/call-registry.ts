import type { Clock } from '../../clock.ts'
import type { AudioLoop } from '../audio/audio-loop.ts'
import { Call } from './call.ts'
import type { CallFacts } from './call.ts'

/** Every call of the account, the newest last. */
export class CallRegistry {
  readonly #calls = new Map<string, Call>()
  readonly #deps: { readonly clock: Clock; readonly audio: AudioLoop }

  constructor(deps: { readonly clock: Clock; readonly audio: AudioLoop }) {
    this.#deps = deps
  }

  create(facts: CallFacts): Call {
    const call = new Call(this.#deps, facts)
    this.#calls.set(call.sid, call)
    return call
  }

  /** The side of a call that is inside a TwiML App; no list has it. */
  createInside(outside: Call, facts: CallFacts): Call {
    return new Call(this.#deps, facts, outside)
  }

  get(sid: string): Call | null {
    return this.#calls.get(sid) ?? null
  }

  /** Newest first, as lists are answered. */
  list(): Call[] {
    return [...this.#calls.values()].toReversed()
  }

  clear(): void {
    this.#calls.clear()
  }

  remove(sid: string): void {
    this.#calls.delete(sid)
  }
}
