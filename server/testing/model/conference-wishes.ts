import type { CallEvent } from '../../calls/model/call-event.ts'
import { getParties } from '../../calls/model/call.ts'
import type { Call } from '../../calls/model/call.ts'
import type { Invitee } from '../../calls/model/party.ts'
import type { Wish } from './conference-actions.ts'

export const ADA = 'tenant_main_user_ada'
export const GRACE = 'tenant_main_user_grace'

/** What agents ask for, as the events that their commands are. */
export class Wishes {
  #invited = 0
  readonly #elsewhere: (partyId: string) => string

  /** `elsewhere` makes the leg of another call's customer, and returns its SID. */
  constructor(elsewhere: (partyId: string) => string) {
    this.#elsewhere = elsewhere
  }

  /** Grace is in the call already, so nobody can bring her in. */
  withoutGrace(): void {
    this.#invited = 1
  }

  toEvent({ phase }: Call, what: Wish, which: number, by: string): CallEvent {
    const ids = getParties(phase).map(({ partyId }) => partyId)
    const partyId = ids[which % Math.max(1, ids.length)] ?? 'customer'
    const [kind, target] = what.split('-')
    switch (what) {
      case 'warm-teammate':
      case 'warm-number':
      case 'cold-teammate':
      case 'cold-number': {
        const to = { kind: 'party', invitee: this.#somebody(target === 'teammate') } as const
        const transfer = kind === 'warm' ? 'warm' : 'cold'
        return { kind: 'transfer-requested', by, transfer, to, reason: '' }
      }
      case 'queue': {
        const to = { kind: 'queue', queueName: 'Sales' } as const
        return { kind: 'transfer-requested', by, transfer: 'cold', to, reason: '' }
      }
      case 'complete':
      case 'cancel':
      case 'swap':
      case 'join':
        return { kind: 'transfer-step-requested', step: what }
      case 'hold-requested':
        return { kind: what, partyId, hold: which % 2 === 0 }
      case 'mute-requested':
        return { kind: what, partyId, mute: which % 2 === 0 }
      case 'add-requested':
        return { kind: what, invitee: this.#somebody(which % 2 === 0) }
      case 'remove-requested':
        return { kind: what, partyId }
      case 'leave-requested':
      case 'hang-up-requested':
      case 'set-aside-requested':
      case 'resume-requested':
      case 'agent-access-ended':
        return { kind: what, by }
      case 'retrieve-requested': {
        this.#invited += 1
        const leg = {
          partyId: `party_${this.#invited}`,
          identity: by,
          workerSid: 'WK1',
          name: 'Ada',
          callSid: null,
        }
        return { kind: what, leg }
      }
      case 'pause-recording':
      case 'resume-recording':
        return { kind: 'recording-requested', pause: what === 'pause-recording' }
      case 'merge-requested':
        this.#invited += 1
        return { kind: what, by, into: 'call_9', partyId: `party_${this.#invited}` }
      case 'adopt': {
        const invitee = this.#somebody(false)
        const callSid = this.#elsewhere(invitee.partyId)
        return { kind: 'adoption-requested', by, from: 'call_9', invitee, callSid }
      }
      default:
        throw new Error(what)
    }
  }

  #somebody(teammate: boolean): Invitee {
    this.#invited += 1
    const partyId = `party_${this.#invited}`
    const identity = this.#invited === 1 ? GRACE : `tenant_main_user_t${this.#invited}`
    return teammate
      ? { partyId, identity, workerSid: `WK${this.#invited}`, number: null, name: 'Grace' }
      : { partyId, identity: null, workerSid: null, number: '+15005550107', name: null }
  }
}
