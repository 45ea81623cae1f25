import type { CallEffect } from '../calls/model/call-effect.ts'
import type { CallEvent, Reading } from '../calls/model/call-event.ts'
import { callSchema, isIn, getParties } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { getRequested } from '../calls/model/confirmable.ts'
import type { Party } from '../calls/model/party.ts'
import { getNextDeadline, transition } from '../calls/phases/transition.ts'
import { T0, aCaller, anOutboundCall, dialling, play, talking } from './calls.ts'

export const ADA = 'tenant_main_user_ada'

/** A call as its parties are on hold: who is asked to be, and who is proved to be. */
export function partyIn(call: Call, partyId: string): Party {
  const party = getParties(call.phase).find((each) => each.partyId === partyId)
  if (party === undefined) throw new Error(`no ${partyId}`)
  return party
}

/** Whose hold is asked for, and not taken back. */
export function onHold(call: Call): readonly string[] {
  return getParties(call.phase).flatMap(({ partyId, hold }) =>
    getRequested(hold) ? [partyId] : [],
  )
}

export type Which = 'into' | 'other'

/** Ada's two conversations: an inbound one, and one that she has dialled. What one tells the other arrives at once. */
export class TwoCalls {
  now = T0 + 60_000
  readonly effects: CallEffect[] = []
  #calls: Record<Which, Call>
  /** Whether what one call says reaches the other. */
  connected = true

  constructor() {
    const answered: CallEvent = {
      kind: 'leg-status',
      partyId: 'customer',
      callSid: 'CA-far',
      status: 'in-progress',
    }
    this.#calls = {
      into: play(aCaller(), talking).call,
      other: play(anOutboundCall(), [...dialling, answered]).call,
    }
  }

  get into(): Call {
    return this.#calls.into
  }

  get other(): Call {
    return this.#calls.other
  }

  take(which: Which, ...events: readonly CallEvent[]): readonly CallEffect[] {
    const from = this.effects.length
    for (const event of events) {
      this.now += 10
      const { call, effects } = transition(this.#calls[which], event, this.now)
      this.#calls[which] = callSchema.parse(JSON.parse(JSON.stringify(call)))
      this.effects.push(...effects)
      for (const command of effects) this.#carry(which, command)
    }
    return this.effects.slice(from)
  }

  /** Time passes until this call is due, and it is. */
  due(which: Which): readonly CallEffect[] {
    const deadline = getNextDeadline(this.#calls[which])
    if (deadline === null) throw new Error(`nothing is due in ${which}`)
    this.now = Math.max(this.now, deadline)
    return this.take(which, { kind: 'tick' })
  }

  readsBack(which: Which, reading: Reading): readonly CallEffect[] {
    return this.take(which, { kind: 'call-read', reading })
  }

  merge(): readonly CallEffect[] {
    return this.take('other', {
      kind: 'merge-requested',
      by: ADA,
      into: 'call_1',
      partyId: 'party_m',
    })
  }

  #carry(which: Which, command: CallEffect): void {
    if (!this.connected) return
    if (command.kind === 'request-adoption') {
      const { by, invitee, callSid } = command
      this.take('into', {
        kind: 'adoption-requested',
        by,
        from: this.#calls[which].callId,
        invitee,
        callSid,
      })
    }
    if (command.kind === 'report-merge') {
      const { partyId, done } = command
      this.take('other', { kind: done ? 'merge-done' : 'merge-failed', partyId })
    }
  }

  /** The customer of the other call is seen in the first one's Conference. */
  arrives(): readonly CallEffect[] {
    const who = { label: 'party_m', callSid: 'CA-far' }
    return this.take('into', {
      kind: 'participant-joined',
      participant: who,
      place: 1,
      conferenceSid: 'CF1',
    })
  }

  isActive(which: Which): boolean {
    return isIn(this.#calls[which], 'active')
  }
}
