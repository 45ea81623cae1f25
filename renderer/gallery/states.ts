import type { AppView, ReadinessView } from '../view/app-view.ts'
import {
  callWith,
  idle,
  inCall,
  lostSession,
  offline,
  onBreak,
  onHold,
  ringing,
  signedOut,
  withStage,
  wrappingUp,
} from './base.ts'
import { besideStates } from './beside-states.ts'
import { barredStates } from './barred-states.ts'
import { groupStates } from './group-states.ts'
import { ada, secondsAgo, internalCalls, marta, toExtension, wrapUp } from './people.ts'
import { outsideStates } from './outside-states.ts'
import { keyStates } from './key-states.ts'
import { recordingStates } from './recording-states.ts'
import { truthStates } from './truth-states.ts'
import { secondCallStates } from './second-call-states.ts'
import { welcomeViews } from './welcome-states.ts'
import { statusStates } from './status-states.ts'
import { returningStates } from './returning-states.ts'

const demoAccounts = [
  { username: 'ada', displayName: 'Ada' },
  { username: 'grace', displayName: 'Grace' },
]
const outbound = { direction: 'outbound', queueName: null, lineNumber: '+16285550100' } as const
const serverGone = { server: 'disconnected', failure: 'server-disconnected' } as const
const saved = { draft: 'saved', completing: false, error: null } as const

const handedOver = [
  {
    callId: 'c9',
    name: 'Marta Oliveira',
    number: '+14155550123',
    queueName: 'Logistics',
    since: secondsAgo(14),
    pending: false,
  },
]

function notReady(change: Partial<ReadinessView>, view: AppView = idle): AppView {
  return { ...view, readiness: { ...idle.readiness, ready: false, ...change } }
}

/** Every screen in every state, written by hand. The component tests use the same. */
export const states = {
  restoring: { ...idle, session: { kind: 'restoring' } },
  'sign-in': signedOut(),
  'sign-in-demo': signedOut({ demoAccounts }),
  'sign-in-server': signedOut({
    server: { url: 'https://desk.example.com', decidedBy: 'agent' },
    error: 'unreachable',
  }),
  'sign-in-server-managed': signedOut({
    server: { url: 'https://desk.example.com', decidedBy: 'policy' },
  }),
  'sign-in-wrong': signedOut({ error: 'wrong-credentials', demoAccounts }),
  'sign-in-busy': signedOut({ busy: true, demoAccounts }),
  'sign-in-disabled': signedOut({ error: 'account-disabled' }),
  'sign-in-again': { ...inCall(), session: lostSession() },
  'sign-in-again-elsewhere': { ...inCall(), session: lostSession({ because: 'session-copied' }) },
  'sign-in-again-muted': { ...inCall({ muted: true }), session: lostSession({ demo: true }) },
  'sign-in-again-wrong': {
    ...callWith(onHold(true, true, 40)),
    session: lostSession({ error: 'wrong-credentials' }),
  },
  'sign-in-again-busy': { ...inCall(), session: lostSession({ busy: true }) },

  idle,
  'idle-new': { ...idle, recent: [], today: { calls: 0, averageHandleSeconds: 0 }, waiting: null },
  'idle-one-line': { ...idle, dialler: { ...idle.dialler, callerIds: ['+16285550100'] } },
  'idle-no-line': { ...idle, dialler: { ...idle.dialler, callerIds: [] } },
  'idle-internal': { ...idle, recent: [...internalCalls, ...idle.recent] },
  'idle-extension': { ...idle, recent: [toExtension, ...idle.recent] },
  'idle-handed-over': { ...idle, handedOver },
  'idle-taking-back': {
    ...idle,
    handedOver: handedOver.map((waiting) => ({ ...waiting, pending: true })),
  },
  'idle-dialing': { ...idle, dialler: { ...idle.dialler, dialing: true } },
  'idle-dial-refused': { ...idle, dialler: { ...idle.dialler, error: 'premium-number' } },
  'presence-pending': { ...idle, presence: { ...idle.presence, pending: onBreak } },
  'presence-break': { ...idle, presence: { ...idle.presence, current: onBreak } },
  'getting-ready': {
    ...idle,
    presence: { current: null, pending: null, since: null, choices: [] },
    readiness: {
      device: 'registering',
      microphone: 'unknown',
      worker: 'connecting',
      server: 'connecting',
      ready: false,
      failure: null,
      unreachable: null,
      takenOutSince: null,
    },
  },
  'failure-microphone-blocked': notReady({ microphone: 'blocked', failure: 'microphone-blocked' }),
  'failure-microphone-missing': {
    ...notReady({ microphone: 'missing', failure: 'microphone-missing' }),
    notice: { kind: 'session-only' },
  },
  'failure-device': notReady({ device: 'unregistered', failure: 'device-unregistered' }),
  'failure-worker': notReady({ worker: 'disconnected', failure: 'worker-disconnected' }),
  'failure-worker-blocked': notReady({
    worker: 'connecting',
    failure: 'worker-disconnected',
    unreachable: { host: 'event-bridge.twilio.com', port: 443 },
  }),
  'failure-device-blocked': notReady({
    device: 'registering',
    failure: 'device-unregistered',
    unreachable: { host: 'voice-js.roaming.twilio.com', port: 443 },
  }),
  'failure-server': notReady({
    server: 'disconnected',
    failure: 'server-disconnected',
    unreachable: { host: 'phone.example', port: 443 },
  }),
  'failure-desk-outdated': notReady({ server: 'connected', failure: 'desk-outdated' }),
  'failure-server-outdated': notReady({ server: 'connected', failure: 'server-outdated' }),
  'call-of-unknown-state': callWith({ state: { kind: 'unknown', since: secondsAgo(42) } }),
  'sign-in-outdated': signedOut({ outdated: 'desk-outdated' }),
  'notice-hotkeys-moved': { ...idle, notice: { kind: 'hotkeys-moved' } },
  'notice-missed': {
    ...idle,
    presence: { ...idle.presence, current: onBreak },
    notice: { kind: 'missed', callerNumber: '+351215550147', activityName: 'Break' },
  },
  'notice-taken-out': {
    ...notReady({ takenOutSince: secondsAgo(40) }),
    presence: { ...idle.presence, current: offline },
    notice: { kind: 'taken-out', reason: 'silent' },
  },
  'notice-brought-back': { ...idle, notice: { kind: 'brought-back', reason: 'silent' } },
  'notice-ended': { ...idle, notice: { kind: 'ended', reason: 'busy' } },
  'notice-transferred': { ...idle, notice: { kind: 'transferred', to: 'Deniz Kaya' } },
  'notice-failed': { ...idle, notice: { kind: 'failed', what: 'presence' } },

  ringing: ringing(),
  'ringing-withheld': ringing({ callerName: null, callerNumber: null, queueName: null }),
  'ringing-first-sight': ringing({ since: null, deadline: null }),
  'ringing-answering': ringing({ pending: 'answer' }),
  'ringing-declining': ringing({ pending: 'decline' }),
  'ringing-failure': notReady(serverGone, ringing()),

  'call-connecting': callWith({
    state: { kind: 'connecting', since: secondsAgo(1) },
    parties: [{ ...marta, state: 'waiting' }, ada],
    notes: '',
  }),
  'call-dialing': callWith({
    ...outbound,
    state: { kind: 'dialing', since: secondsAgo(5) },
    parties: [ada, { ...marta, name: null, state: 'ringing' }],
    notes: '',
  }),
  'call-dialing-extension': callWith({
    ...outbound,
    state: { kind: 'dialing', since: secondsAgo(5) },
    parties: [
      ada,
      { ...marta, name: null, number: '+4930901820', digits: ',,45', state: 'ringing' },
    ],
    notes: '',
  }),
  'call-extension-not-sent': inCall(
    { failure: { command: 'keys', code: 'unreachable', who: null, at: secondsAgo(3) } },
    { ...outbound, parties: [{ ...marta, digits: ',,45' }, ada] },
  ),
  call: inCall(),
  'call-outbound': callWith(outbound),
  'call-muted': inCall({ muted: true }),
  'call-keys': inCall({ keys: [{ became: 'sent', keys: '14155#' }] }),
  'call-keys-waiting': inCall({
    keys: [
      { became: 'sent', keys: '1415' },
      { became: 'waiting', keys: '55501#' },
    ],
  }),
  'call-keys-lost': inCall({
    keys: [
      { became: 'sent', keys: '1415' },
      { became: 'lost', keys: '550#' },
    ],
  }),
  'call-holding': callWith(onHold(true, false, 462)),
  'call-on-hold': callWith(onHold(true, true, 38)),
  'call-on-hold-muted': inCall({ muted: true }, onHold(true, true, 38)),
  'call-long-hold': callWith(onHold(true, true, 134)),
  'call-resuming': callWith(onHold(false, true, 71)),
  'call-hold-failed': inCall({
    failure: { command: 'hold', code: 'not-confirmed', who: null, at: secondsAgo(2) },
  }),
  'call-link-poor': inCall({ link: 'poor' }),
  'call-reconnecting': inCall({ link: 'reconnecting' }),
  'call-hanging-up': inCall({ hangingUp: true }),
  'call-failure': {
    ...notReady(
      serverGone,
      inCall(
        {
          failure: {
            command: 'resume',
            code: 'unreachable',
            why: 'unreachable',
            who: null,
            at: secondsAgo(2),
          },
        },
        onHold(true, true, 95),
      ),
    ),
    notice: { kind: 'failed', what: 'command' },
  },
  'call-notice': { ...inCall(), notice: { kind: 'failed', what: 'presence' } },
  'call-ended': callWith({
    state: { kind: 'ended', at: secondsAgo(1), reason: 'customer-hung-up' },
    parties: [{ ...marta, state: 'left', leftBecause: 'hung-up' }, ada],
    endedBy: 'p-marta',
  }),

  ...groupStates,
  ...barredStates,
  ...besideStates,
  ...secondCallStates,
  ...recordingStates,
  ...welcomeViews,
  ...truthStates,
  ...outsideStates,
  ...statusStates,
  ...keyStates,
  ...returningStates,

  'wrap-up': wrappingUp(),
  'wrap-up-transferred': wrappingUp({ wrapUp: { ...wrapUp, reason: 'transferred' } }),
  'wrap-up-chosen': wrappingUp({
    wrapUp: { ...wrapUp, required: true, draft: { ...wrapUp.draft, dispositionId: 'd1' } },
  }),
  'wrap-up-handed-over': { ...wrappingUp(), handedOver },
  'wrap-up-taken-back-too-late': {
    ...wrappingUp(),
    dialler: { ...idle.dialler, error: 'already-answered' },
  },
  'wrap-up-overdue': wrappingUp({ wrapUp: { ...wrapUp, deadline: secondsAgo(12) } }),
  'wrap-up-overdue-required': wrappingUp({
    wrapUp: { ...wrapUp, required: true, deadline: secondsAgo(12) },
    saving: { ...saved, error: 'disposition-required' },
  }),
  'wrap-up-saving': wrappingUp({ saving: { ...saved, draft: 'unsaved' } }),
  'wrap-up-not-saved': notReady(serverGone, wrappingUp({ saving: { ...saved, draft: 'failed' } })),
  'wrap-up-completing': wrappingUp({ saving: { ...saved, completing: true } }),
  'wrap-up-notice': {
    ...wrappingUp({ wrapUp: { ...wrapUp, required: true } }),
    notice: { kind: 'missed', callerNumber: '+351215550147', activityName: 'Break' },
  },
  'wrap-up-then-break': withStage(wrappingUp().stage, {
    presence: { ...idle.presence, pending: onBreak },
  }),
} satisfies Record<string, AppView>

export type StateName = keyof typeof states

const alt = (key: string): KeyboardEventInit => ({ key, altKey: true })

/** The key to press for a state that the view alone does not show, such as an open panel. */
export const stateKeys: Readonly<Partial<Record<string, KeyboardEventInit>>> = {
  shortcuts: { key: '?' },
  'call-shortcuts': { key: '?' },
  'call-search': alt('t'),
  'call-search-loading': alt('t'),
  'call-search-failed': alt('t'),
  'call-search-add': alt('p'),
  'call-search-new': alt('n'),
}

/** The view of that name; undefined if the gallery lacks it. */
export function findState(name: string): AppView | undefined {
  return new Map<string, AppView>(Object.entries(states)).get(name)
}
