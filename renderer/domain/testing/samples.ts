import {
  fakeTargets,
  instant,
  makeAgent,
  makeCall,
  makeConsult,
  makeDesk,
  makeParty,
  makeRecording,
  makeReturning,
  makeTransfer,
  makeWaiting,
  makeWrapUp,
} from '../../../tests/fakes/snapshots.ts'
import type { DeskSnapshot } from '../../../server/contract/desk.ts'
import type { AppEvent, UnstampedEvent } from '../model/events.ts'
import type { Request } from '../model/request.ts'
import { initialState, type State } from '../model/state.ts'
import { transition } from '../transition.ts'
import type { Effect } from '../model/effects.ts'
import { epoch } from '../../../tests/fakes/snapshots.ts'
import { makeDraft } from '../../../server/contract/wrap-up-draft.ts'

export const agent = {
  userId: 'ada',
  username: 'ada',
  displayName: 'Ada',
  identity: 'tenant_main_user_ada',
  role: 'agent',
} as const
const activity = { sid: 'WAavailable', name: 'Available', available: true }
const away = { sid: 'WAunavailable', name: 'Unavailable', available: false }
const draft = makeDraft({ dispositionId: 'resolved', notes: 'typed' })

const addresses = {
  voice: { host: 'voice.example', port: 443 },
  worker: { host: 'event-bridge.example', port: 443 },
}
const three = [makeParty(), makeAgent(), makeConsult()]
const guest = [makeParty(), makeAgent({ role: 'consult', state: 'ringing' })]
const customer = { kind: 'number', number: '+14155550199' } as const
const grace = { kind: 'teammate', userId: 'grace' } as const

/** One of everything that can be asked about a conversation, steps that undo each other included. */
const requests: readonly Request[] = [
  { about: 'transfer', callId: 'call-1', kind: 'warm', target: grace, reason: 'billing' },
  {
    about: 'transfer',
    callId: 'call-1',
    kind: 'cold',
    target: { kind: 'queue', queueSid: 'WQsales' },
    reason: '',
  },
  { about: 'transfer-step', callId: 'call-1', step: 'swap' },
  { about: 'transfer-step', callId: 'call-1', step: 'complete' },
  { about: 'transfer-step', callId: 'call-1', step: 'cancel' },
  { about: 'add', callId: 'call-1', target: { kind: 'number', number: '+14155550177' } },
  { about: 'party', callId: 'call-1', partyId: 'customer', step: 'hold' },
  { about: 'party', callId: 'call-1', partyId: 'customer', step: 'resume' },
  { about: 'party', callId: 'call-1', partyId: 'consult', step: 'hold' },
  { about: 'party', callId: 'call-1', partyId: 'consult', step: 'resume' },
  { about: 'party', callId: 'call-1', partyId: 'consult', step: 'remove' },
  { about: 'leave', callId: 'call-1' },
  { about: 'switch', callId: 'call-1' },
  { about: 'switch', callId: 'call-2' },
  { about: 'merge', callId: 'call-2', otherCallId: 'call-1' },
  { about: 'recording', callId: 'call-1', step: 'pause' },
  { about: 'recording', callId: 'call-1', step: 'resume' },
]

const second = makeCall({ callId: 'call-2' })

/** Snapshots in which another call is offered, talked on, or over. */
const seconds: readonly DeskSnapshot[] = [
  { calls: [makeCall(), makeWaiting()] },
  { calls: [makeWaiting()] },
  { calls: [makeCall({ recording: makeRecording() }), second] },
  { calls: [second] },
  { calls: [makeReturning()] },
  { calls: [makeReturning(), second] },
  { calls: [makeReturning(), makeReturning({ callId: 'call-2', returnUntil: instant(13_000) })] },
  {
    calls: [
      makeCall({ recording: makeRecording({ state: 'paused' }) }),
      makeCall({
        callId: 'call-2',
        state: { kind: 'ended', at: instant(), reason: 'customer-hung-up' },
      }),
    ],
  },
].map((over) => makeDesk({ revision: 3, ...over }))

/** Snapshots in which a conversation has grown, is handed over, or is offered by a teammate. */
const conferences: readonly DeskSnapshot[] = [
  { calls: [makeCall({ parties: three })] },
  { calls: [makeCall({ parties: three, transfer: makeTransfer() })] },
  {
    calls: [
      makeCall({ parties: three, transfer: makeTransfer({ kind: 'cold', stage: 'ringing' }) }),
    ],
  },
  { calls: [makeCall({ parties: guest, transfer: makeTransfer({ byUserId: 'grace' }) })] },
  {
    calls: [makeCall({ state: { kind: 'ended', at: instant(), reason: 'transferred' } })],
    wrapUps: [makeWrapUp({ reason: 'transferred' })],
  },
].map((over) => makeDesk({ revision: 3, ...over }))

/** One of everything that can happen, more than one where it makes a difference. */
export const happenings: readonly UnstampedEvent[] = [
  { kind: 'start', demo: null, server: { url: 'http://127.0.0.1:4400', decidedBy: 'agent' } },
  { kind: 'start', demo: 'ada', server: { url: '', decidedBy: 'page' } },
  { kind: 'welcomed', demoAccounts: [], customerPage: null, understanding: 'understood' },
  { kind: 'set-server', url: 'https://other.example' },
  { kind: 'server-changed', url: 'https://other.example' },
  { kind: 'sign-in', username: 'ada', password: 'secret' },
  { kind: 'sign-in-demo', username: 'ada' },
  { kind: 'sign-out' },
  { kind: 'session-established', agent, expiresAt: epoch + 600_000, remembered: false },
  { kind: 'session-renewing' },
  { kind: 'session-failed', during: 'restore', error: 'unreachable', retryAfterMs: 0 },
  { kind: 'session-failed', during: 'sign-in', error: 'wrong-credentials', retryAfterMs: null },
  { kind: 'session-failed', during: 'renew', error: 'unreachable', retryAfterMs: 0 },
  { kind: 'session-failed', during: 'renew', error: 'signed-out', retryAfterMs: null },
  { kind: 'hotkeys-failed' },
  { kind: 'hotkeys-moved' },
  { kind: 'server-signed-out', because: 'signed-in-elsewhere' },
  { kind: 'server-link', state: 'connected' },
  { kind: 'server-link', state: 'disconnected' },
  { kind: 'server-refused' },
  { kind: 'desk', snapshot: makeDesk() },
  { kind: 'desk', snapshot: makeDesk({ revision: 2, calls: [makeCall()] }) },
  {
    kind: 'desk',
    snapshot: makeDesk({
      revision: 3,
      calls: [makeCall({ state: { kind: 'ended', at: instant(), reason: 'customer-hung-up' } })],
      wrapUps: [makeWrapUp()],
    }),
  },
  { kind: 'access-received', expiresAt: epoch + 3_600_000, addresses },
  { kind: 'access-failed', error: 'twilio-unavailable' },
  { kind: 'voice-registration', state: 'registered' },
  { kind: 'voice-registration', state: 'unregistered' },
  { kind: 'voice-token-refused' },
  { kind: 'voice-incoming', id: 'in-1', callId: 'call-1', callSid: 'CAagent', from: null },
  { kind: 'voice-incoming', id: 'in-2', callId: 'call-1', callSid: 'CAother', from: null },
  { kind: 'voice-incoming', id: 'in-3', callId: null, callSid: 'CAagent', from: '+14155550123' },
  ...['in-1', 'in-2', 'in-3', 'outbound-call-1', 'waiting-call-2'].flatMap(
    (id): UnstampedEvent[] => [
      { kind: 'voice-opened', id },
      { kind: 'voice-reconnecting', id },
      { kind: 'voice-reconnected', id },
      { kind: 'voice-quality', id, poor: true },
      { kind: 'voice-keys', id, keys: '5', became: 'sent' },
      { kind: 'voice-keys', id, keys: '#', became: 'lost' },
      { kind: 'voice-ended', id, reason: 'cancelled' },
      { kind: 'voice-ended', id, reason: 'failed' },
      { kind: 'voice-ended', id, reason: 'local' },
    ],
  ),
  { kind: 'microphone', state: 'live' },
  { kind: 'microphone', state: 'blocked' },
  { kind: 'worker-ready', activities: [activity, away], current: activity },
  { kind: 'worker-activity', current: away },
  { kind: 'worker-disconnected' },
  { kind: 'worker-token-expired' },
  { kind: 'set-activity', sid: away.sid },
  { kind: 'set-activity-failed', sid: away.sid },
  { kind: 'answer', callId: null },
  { kind: 'answer', callId: 'call-1' },
  { kind: 'answer', callId: 'call-2' },
  { kind: 'decline' },
  { kind: 'mute', muted: true },
  { kind: 'toggle-mute' },
  { kind: 'send-digits', digits: '5#x' },
  { kind: 'hang-up', callId: 'call-1' },
  { kind: 'hang-up', callId: 'call-2' },
  { kind: 'extend-wrap-up', callId: 'call-1' },
  { kind: 'command-settled', command: 'hang-up', callId: 'call-1', error: 'unreachable' },
  { kind: 'command-settled', command: 'extend', callId: 'call-1', error: 'internal' },
  ...seconds.map((snapshot): UnstampedEvent => ({ kind: 'desk', snapshot })),
  ...conferences.map((snapshot): UnstampedEvent => ({ kind: 'desk', snapshot })),
  ...requests.flatMap((request): UnstampedEvent[] => [
    { kind: 'request', request },
    { kind: 'request-settled', request, error: null },
    { kind: 'request-settled', request, error: 'target-unavailable' },
  ]),
  { kind: 'load-targets' },
  { kind: 'targets-received', targets: fakeTargets },
  { kind: 'targets-failed' },
  { kind: 'dial', target: customer, callerId: undefined },
  { kind: 'dial-accepted', callId: 'call-1' },
  { kind: 'dial-failed', error: 'invalid-number' },
  { kind: 'clear-dial-error' },
  { kind: 'write-notes', callId: 'call-1', notes: 'typed' },
  { kind: 'save-draft', callId: 'call-1', draft },
  { kind: 'draft-due', callId: 'call-1' },
  { kind: 'draft-saved', callId: 'call-1', revision: 1 },
  { kind: 'draft-failed', callId: 'call-1', error: 'unreachable' },
  { kind: 'complete-wrap-up', callId: 'call-1', draft },
  { kind: 'wrap-up-completed', callId: 'call-1' },
  { kind: 'wrap-up-failed', callId: 'call-1', error: 'disposition-required' },
  { kind: 'fix-readiness' },
  { kind: 'close-microphone-help' },
  { kind: 'dismiss-notice' },
  { kind: 'woken' },
  { kind: 'page-leaving' },
  { kind: 'page-began', muted: ['call-1'] },
  { kind: 'tick' },
]

/** A domain at work: what happened so far, and what it asked for. */
export class Walk {
  state: State
  now = epoch
  readonly effects: Effect[] = []

  constructor(state: State = initialState) {
    this.state = state
  }

  /** Lets things happen one after the other, `stepMs` apart; gives what they asked for. */
  go(happened: readonly UnstampedEvent[], stepMs = 0): readonly Effect[] {
    const before = this.effects.length
    for (const happening of happened) {
      const event: AppEvent = { ...happening, at: this.now }
      const step = transition(this.state, event)
      this.state = step.state
      this.effects.push(...step.effects)
      this.now += stepMs
    }
    return this.effects.slice(before)
  }
}

/** Signed in, with everything up. */
export const ready: readonly UnstampedEvent[] = [
  { kind: 'start', demo: null, server: { url: '', decidedBy: 'page' } },
  { kind: 'session-established', agent, expiresAt: epoch + 600_000, remembered: true },
  { kind: 'server-link', state: 'connected' },
  { kind: 'access-received', expiresAt: epoch + 3_600_000, addresses },
  { kind: 'voice-registration', state: 'registered' },
  { kind: 'microphone', state: 'live' },
  { kind: 'worker-ready', activities: [activity, away], current: activity },
]

/** From `ready` on: a call that came in, and a second one that was answered during it. */
export const twoCalls: readonly UnstampedEvent[] = [
  { kind: 'voice-incoming', id: 'in-1', callId: 'call-1', callSid: 'CAagent', from: null },
  { kind: 'answer', callId: 'call-1' },
  { kind: 'voice-opened', id: 'in-1' },
  { kind: 'desk', snapshot: makeDesk({ revision: 2, calls: [makeCall(), makeWaiting()] }) },
  { kind: 'answer', callId: 'call-2' },
  { kind: 'voice-opened', id: 'waiting-call-2' },
  { kind: 'desk', snapshot: makeDesk({ revision: 3, calls: [makeCall(), second] }) },
]
