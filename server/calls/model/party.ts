import { z } from 'zod'
import { endReason, joinedHow, leftBecause, partyRole } from '../../contract/desk.ts'
import type { JoinedHow } from '../../contract/desk.ts'
import { flag, createFlag } from './confirmable.ts'

const at = z.number()

/** The customer's participant label in every Conference. */
export const CUSTOMER = 'customer'

export type LeftBecause = z.infer<typeof leftBecause>

/** Where a party is between being wanted and being gone. */
const partyStatus = z.discriminatedUnion('kind', [
  /** To be rung as soon as the customer is proved to be on hold. */
  z.object({ kind: z.literal('waiting'), since: at }),
  z.object({
    kind: z.literal('ringing'),
    since: at,
    /** When Twilio gives the ring up. */
    deadline: at,
    /** When Twilio is asked what became of it: a report can be lost. */
    checkAt: at.default(0),
    /** Whether there is such a leg at all is not known: Twilio's answer to the ring was lost. */
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

/** What Twilio has heard of a voice: how long in all before `since`, ms, and since when it speaks now. */
const speech = z
  .object({
    ms: z.number(),
    since: at.nullable(),
    /** The newest report's number: an older one that comes later is history. */
    sequence: z.number().default(0),
  })
  .default(SILENT)

/** Whoever is, was or shall be in the conversation, with a leg of their own. `partyId` is Twilio's label. */
export const party = z.object({
  partyId: z.string(),
  role: partyRole.exclude(['supervisor']),
  /** Teammates have an identity and a Worker, all others a number (which may be withheld). */
  identity: z.string().nullable(),
  workerSid: z.string().nullable(),
  number: z.string().nullable(),
  /** Pressed for them after the answer; empty for nothing. */
  digits: z.string().default(''),
  name: z.string().nullable(),
  callSid: z.string().nullable(),
  /** Legs that this party had before, whose end means nothing any more. */
  formerCallSids: z.array(z.string()).optional(),
  status: partyStatus,
  /** Its leg is being ended; proved when it has left. */
  ending: z.object({ because: leftBecause, deadline: at }).nullable(),
  joinedAt: at.nullable(),
  joinedHow: joinedHow.default('added'),
  /** The call whose customer this is, until that call has been told what came of the merger. */
  movedFrom: z.string().nullable().default(null),
  /** Whether those keys are still to be pressed: before, or since, the leg was seen in the Conference. */
  keys: z.enum(['none', 'owed', 'due']).default('none'),
  speech,
  /** Since when the conversation is this teammate's own. */
  agentSince: at.nullable(),
  hold: flag,
  mute: flag,
})
export type Party = z.infer<typeof party>
export type PartyStatus = Party['status']

/** Somebody who is to be brought in, as a command names them. */
export const invitee = party.pick({
  partyId: true,
  identity: true,
  workerSid: true,
  number: true,
  digits: true,
  name: true,
})
/** Where nothing is to be pressed, `digits` may be left out. */
export type Invitee = z.input<typeof invitee>

export function createInvitedParty(who: Invitee, status: PartyStatus, now: number): Party {
  const { digits = '' } = who
  return {
    ...who,
    digits,
    role: who.identity === null ? 'external' : 'consult',
    callSid: null,
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

export function createCustomerParty(
  { callSid, ...customer }: Omit<Invitee, 'partyId'> & { readonly callSid: string | null },
  joinedHow: JoinedHow,
  now: number,
): Party {
  const who = { ...customer, partyId: CUSTOMER }
  const connected = { kind: 'connected', since: now } as const
  const here = { role: 'customer', callSid, joinedHow, joinedAt: now, keys: 'none' } as const
  return { ...createInvitedParty(who, connected, now), ...here }
}

export function createAgentParty(
  leg: {
    readonly partyId: string
    readonly identity: string
    readonly workerSid: string
    readonly name: string | null
    readonly callSid: string | null
  },
  joinedHow: JoinedHow,
  now: number,
): Party {
  const { callSid, ...who } = leg
  const connected = { kind: 'connected', since: now } as const
  const joined = createInvitedParty({ ...who, number: null }, connected, now)
  return { ...joined, role: 'agent', callSid, joinedHow, joinedAt: now, agentSince: now }
}

export function isConnected({ status }: Party): boolean {
  return status.kind === 'connected'
}

export function isHere({ status }: Party): boolean {
  return status.kind !== 'left'
}

/** On the way here from another call's Conference, by no ring. */
export function isMovingHere({ movedFrom, status }: Party): boolean {
  return movedFrom !== null && status.kind === 'ringing'
}

/** Was to come from another call, and was given up before being seen here. */
export function hasFailedToArrive({ joinedHow, joinedAt, status }: Party): boolean {
  const failed = status.kind === 'left' && status.because === 'failed'
  return joinedHow === 'merged' && joinedAt === null && failed
}

/** How trouble names a party; null for the customer. */
export function describeParty({ role, name, number }: Party): string | null {
  return role === 'customer' ? null : (name ?? number ?? '')
}

/** What the party was saying is said; the very same party when it said nothing. */
export function withSpeechEnded(party: Party, at: number): Party {
  const { ms, since, sequence } = party.speech
  if (since === null) return party
  return { ...party, speech: { ms: ms + at - since, since: null, sequence } }
}
