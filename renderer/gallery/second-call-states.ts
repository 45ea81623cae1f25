import type { AppView, RingingView, SecondCallView } from '../view/app-view.ts'
import { callWith, idle, inCall, internal, martaRings, onHold, ringing } from './base.ts'
import { groupStates } from './group-states.ts'
import { ada, secondsAgo, deniz, marta } from './people.ts'

type SetAside = Extract<SecondCallView, { kind: 'set-aside' }>

const priya: RingingView = {
  ...martaRings,
  callId: 'c2',
  callerName: 'Priya Raman',
  callerNumber: '+14155550132',
  queueName: 'Sales',
  waitedSeconds: 34,
}

function offered(change: Partial<RingingView> = {}, view: AppView = inCall()): AppView {
  return { ...view, secondCall: { kind: 'offered', ringing: { ...priya, ...change } } }
}

function setAside(change: Partial<SetAside> = {}, view: AppView = inCall()): AppView {
  const aside: SetAside = {
    kind: 'set-aside',
    callId: 'c2',
    name: 'Priya Raman',
    number: '+14155550132',
    queueName: 'Sales',
    heldSince: secondsAgo(52),
    pending: null,
    canMerge: true,
  }
  return { ...view, secondCall: { ...aside, ...change } }
}

const denizCalled = { ...deniz, role: 'customer', joinedHow: 'dialled' } as const
const adaPlaced = { ...ada, joinedHow: 'placed' } as const

/** Two calls of one agent, a new call during a call, and internal calls. */
export const secondCallStates = {
  'call-waiting': offered(),
  'call-waiting-withheld': offered({ callerName: null, callerNumber: null, queueName: null }),
  'call-waiting-consult': offered({ transferFrom: 'Deniz Kaya' }),
  'call-waiting-declining': offered({ pending: 'decline' }),
  'call-waiting-answering': offered({ pending: 'answer' }),
  'call-waiting-during-transfer': offered({}, groupStates['call-transfer-consulting']),
  'call-waiting-on-hold': offered({}, inCall({ muted: true }, onHold(true, true, 134))),

  'call-set-aside': setAside(),
  'call-set-aside-holding': setAside({ heldSince: null, canMerge: false }),
  'call-set-aside-number': setAside({ name: null, queueName: null, canMerge: false }),
  'call-set-aside-switching': setAside({ pending: 'switch', canMerge: false }),
  'call-set-aside-merging': setAside({ pending: 'merge', canMerge: false }),
  'call-set-aside-merge-refused': setAside(
    {},
    inCall({ failure: { command: 'merge', code: 'refused', who: null, at: secondsAgo(1) } }),
  ),

  'call-search-new': inCall(),
  'call-new-dialing': { ...inCall(), dialler: { ...idle.dialler, dialing: true } },
  'call-new-refused': { ...inCall(), dialler: { ...idle.dialler, error: 'target-unavailable' } },

  'call-speaking': callWith({ parties: [{ ...marta, speaking: true }, ada] }),
  'call-internal': callWith({ ...internal, parties: [adaPlaced, denizCalled] }),
  'call-internal-dialing': callWith({
    ...internal,
    state: { kind: 'dialing', since: secondsAgo(5) },
    parties: [adaPlaced, { ...denizCalled, state: 'ringing', joinedAt: null }],
  }),
  'call-internal-reached': callWith({
    ...internal,
    parties: [
      { ...deniz, role: 'agent', joinedHow: 'placed' },
      { ...ada, role: 'customer', joinedHow: 'dialled' },
    ],
  }),
  'ringing-internal': ringing({ callerName: 'Deniz Kaya', callerNumber: null, queueName: null }),
} satisfies Record<string, AppView>
