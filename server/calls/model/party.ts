import { z } from 'zod'
import { endReason, joinedHow, leftBecause, partyRole } from '../../contract/desk.ts'
import { flag, createFlag } from './confirmable.ts'

const at = z.number()

/** The customer's participant label in every Conference. */
export const CUSTOMER = 'customer'

export type LeftBecause = z.infer<typeof leftBecause>

/** Where a party is. */
const partyStatus = z.discriminatedUnion('kind', [
  /** Rung as soon as the customer's hold is confirmed. */
  z.object({ kind: z.literal('waiting'), since: at }),
  z.object({
    kind: z.literal('ringing'),
    since: at,
    /** When Twilio stops ringing. */
    deadline: at,
    /** When Twilio is asked about the ring, because a report can be lost. */
    checkAt: at.default(0),
    /** Twilio's answer to the ring was lost: the leg may not exist. */
    uncertain: z.boolean(),
  }),
  z.object({ kind: z.literal('connected'), since: at }),
  z.object({
    kind: z.literal('left'),
    at,
    because: leftBecause,
    /** For teammates: how the conversation ended for them. */
    reason: endReason.nullable(),
  }),
])

const SILENT = { ms: 0, since: null, sequence: 0 }

/** What Twilio has heard of a voice: for how long before `since`, ms, and since when it is speaking now. */
const speech = z
  .object({
    ms: z.number(),
    since: at.nullable(),
    /** The SequenceNumber of the newest report: older ones are ignored. */
    sequence: z.number().default(0),
  })
  .default(SILENT)

/** A past, present or invited participant. `partyId` is Twilio's participant label. */
export const party = z.object({
  partyId: z.string(),
  role: partyRole.exclude(['supervisor']),
  /** Teammates have an identity and a Worker; all others have a number, which may be withheld. */
  identity: z.string().nullable(),
  workerSid: z.string().nullable(),
  number: z.string().nullable(),
  /** Keys to press after the answer; empty for none. */
  digits: z.string().default(''),
  name: z.string().nullable(),
  callSid: z.string().nullable(),
  /** Earlier legs of this party; their end changes nothing. */
  formerCallSids: z.array(z.string()).optional(),
  /** Until when a Device that has connected again may take to be in the Conference; null once it was seen there. */
  expectedUntil: at.nullable().default(null),
  status: partyStatus,
  /** The leg is being ended; confirmed when it has left. */
  ending: z.object({ because: leftBecause, deadline: at }).nullable(),
  joinedAt: at.nullable(),
  joinedHow: joinedHow.default('added'),
  /** The call whose customer this is, until that call knows how the merge ended. */
  movedFrom: z.string().nullable().default(null),
  /** Whether the keys are still to be pressed: `owed` before the leg was seen in the Conference, `due` after. */
  keys: z.enum(['none', 'owed', 'due']).default('none'),
  speech,
  /** Since when this teammate is the agent of the conversation. */
  agentSince: at.nullable(),
  hold: flag,
  mute: flag,
})
export type Party = z.infer<typeof party>
export type PartyStatus = Party['status']

/** Somebody to bring in, as a command names them. */
export const invitee = party.pick({
  partyId: true,
  identity: true,
  workerSid: true,
  number: true,
  digits: true,
  name: true,
})
/** `digits` may be left out when nothing is pressed. */
export type Invitee = z.input<typeof invitee>

export function createInvitedParty(who: Invitee, status: PartyStatus, now: number): Party {
  const { digits = '' } = who
  return {
    ...who,
    digits,
    role: who.identity === null ? 'external' : 'consult',
    callSid: null,
    expectedUntil: null,
    status,
    ending: null,
    joinedAt: null,
    joinedHow: 'added',
    movedFrom: null,
    keys: digits === '' ? 'none' : 'owed',
    speech: SILENT,
    agentSince: null,
    hold: createFlag(now),
    mute: createFlag(now),
  }
}

export function isConnected({ status }: Party): boolean {
  return status.kind === 'connected'
}

export function isHere({ status }: Party): boolean {
  return status.kind !== 'left'
}

/** Connected, and the leg is not being ended. */
export function isStaying({ status, ending }: Party): boolean {
  return status.kind === 'connected' && ending === null
}

/** On the way here from another call's Conference, without a ring. */
export function isMovingHere({ movedFrom, status }: Party): boolean {
  return movedFrom !== null && status.kind === 'ringing'
}

/** Should have come from another call, and was not seen here in time. */
export function hasFailedToArrive({ joinedHow, joinedAt, status }: Party): boolean {
  const failed = status.kind === 'left' && status.because === 'failed'
  return joinedHow === 'merged' && joinedAt === null && failed
}

/** The party's name in a failure; null for the customer. */
export function describeParty({ role, name, number }: Party): string | null {
  return role === 'customer' ? null : (name ?? number ?? '')
}

/** Adds what the party was saying to its speech. Returns the same party when it said nothing. */
export function withSpeechEnded(party: Party, at: number): Party {
  const { ms, since, sequence } = party.speech
  if (since === null) return party
  return { ...party, speech: { ms: ms + at - since, since: null, sequence } }
}
