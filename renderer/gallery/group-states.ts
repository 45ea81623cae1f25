import type { Handover, Party, TransferSnapshot } from '../../server/contract/desk.ts'
import type { ActiveCallView, AppView, RequestedView } from '../view/app-view.ts'
import { callWith, idle, inCall, noRequests, ringing } from './base.ts'
import { ada, carrier, deniz, marta, secondsAgo, talking } from './people.ts'

const on = (seconds: number) => ({ requested: true, confirmed: true, since: secondsAgo(seconds) })
const withRequests = (change: Partial<RequestedView>) => ({
  requested: { ...noRequests, ...change },
})

const martaHeld = { ...marta, hold: on(38) }
const denizRings = { ...deniz, state: 'ringing', joinedAt: null } as const
const advisor = { ...ada, self: false }
const denizHere = { ...deniz, self: true }

const warm: TransferSnapshot = {
  kind: 'warm',
  stage: 'consulting',
  partyId: 'p-deniz',
  byUserId: 'u-ada',
  pending: null,
  since: secondsAgo(31),
}

/** A call with a transfer in progress, as the agent who transfers sees it. */
function transferring(
  transfer: Partial<TransferSnapshot>,
  parties: readonly Party[] = [martaHeld, ada, deniz],
  change: Partial<ActiveCallView> = {},
): AppView {
  return inCall(change, { transfer: { ...warm, ...transfer }, parties: [...parties] })
}

const noTargets = { loading: false, failed: false, teammates: [], queues: [], directory: [] }
const conference = { parties: [marta, ada, deniz, carrier] }
const reason = 'Parcel is stuck; can a second one go out today?'
const handover: Handover = { from: 'Ada Bennett', kind: 'warm', reason, notes: '' }
const swapped = [marta, ada, { ...deniz, hold: on(12) }]

/** More than two on a call: transfers in their stages, and conferences. */
export const groupStates = {
  'ringing-consult': ringing({ transferFrom: 'Ada Bennett', handover }),
  'ringing-consult-silent': ringing({
    transferFrom: 'Ada Bennett',
    handover: { ...handover, reason: '' },
  }),
  'ringing-handed-over': ringing({
    transferFrom: 'Ada Bennett',
    handover: { ...handover, kind: 'cold' },
    callerName: null,
  }),
  'ringing-from-queue': ringing({
    handover: { ...handover, kind: 'queue', notes: 'Order 48213. Carrier opened a search.' },
  }),

  'call-search': inCall(),
  'call-search-add': inCall(),
  'call-search-loading': {
    ...inCall(),
    targets: { ...noTargets, loading: true },
  },
  'call-search-failed': {
    ...inCall(),
    targets: { ...noTargets, failed: true },
    recent: idle.recent.slice(2),
  },

  'call-transfer-asked': inCall(withRequests({ transfer: 'start' })),
  'call-transfer-hold-first': transferring({ stage: 'ringing' }, [
    { ...marta, hold: { ...talking, requested: true } },
    ada,
    { ...deniz, state: 'waiting', joinedAt: null },
  ]),
  'call-transfer-ringing': transferring({ stage: 'ringing' }, [martaHeld, ada, denizRings]),
  'call-transfer-consulting': transferring({}),
  'call-transfer-consulting-number': transferring({ partyId: 'p-carrier' }, [
    { ...martaHeld, name: null },
    ada,
    { ...carrier, role: 'consult' },
  ]),
  'call-transfer-consult-held': transferring({}, [martaHeld, ada, { ...deniz, hold: on(4) }]),
  'call-transfer-swapping': transferring({ pending: 'swap' }),
  'call-transfer-swapped': transferring({ stage: 'swapped' }, swapped),
  'call-transfer-joining': transferring({ stage: 'swapped', pending: 'join' }, swapped),
  'call-transfer-joined': transferring({ stage: 'joined' }, [marta, ada, deniz]),
  'call-transfer-completing': transferring({ pending: 'complete' }),
  'call-transfer-cancelling': transferring({}, undefined, withRequests({ transfer: 'cancel' })),
  'call-transfer-cold': transferring({ kind: 'cold', stage: 'ringing' }, [
    martaHeld,
    ada,
    denizRings,
  ]),
  'call-transfer-taking-back': transferring({ kind: 'cold', stage: 'ringing', pending: 'cancel' }, [
    martaHeld,
    ada,
    denizRings,
  ]),
  'call-transfer-no-answer': inCall(
    {
      failure: {
        command: 'transfer',
        code: 'no-answer',
        who: 'Deniz Kaya',
        at: secondsAgo(2),
        customer: 'connected',
      },
    },
    { parties: [marta, ada, { ...deniz, state: 'left', leftBecause: 'no-answer' }] },
  ),
  'call-transfer-busy-held': inCall(
    {
      failure: {
        command: 'transfer',
        code: 'busy',
        who: '+14155552001',
        at: secondsAgo(2),
        customer: 'on-hold',
      },
    },
    { parties: [martaHeld, ada, { ...carrier, state: 'left', leftBecause: 'busy' }] },
  ),
  'call-transfer-refused': inCall({
    failure: { command: 'transfer', code: 'refused', who: 'Deniz Kaya', at: secondsAgo(2) },
  }),
  'call-transfer-customer-gone': callWith({
    parties: [{ ...marta, state: 'left', leftBecause: 'hung-up' }, ada, deniz],
  }),

  'call-asked-advice': transferring({}, [martaHeld, advisor, denizHere]),
  'call-asked-advice-on-hold': transferring({ stage: 'swapped' }, [
    marta,
    advisor,
    { ...denizHere, hold: on(12) },
  ]),
  'call-taken-over': callWith({
    parties: [
      marta,
      { ...advisor, state: 'left', leftBecause: 'hung-up' },
      { ...denizHere, role: 'agent' },
    ],
    handover,
  }),

  'call-adding': inCall(withRequests({ add: true })),
  'call-conference-ringing': callWith({
    parties: [marta, ada, { ...carrier, state: 'ringing', joinedAt: null }],
  }),
  'call-conference': callWith(conference),
  'call-conference-held': inCall(withRequests({ parties: { 'p-deniz': 'remove' } }), {
    parties: [
      martaHeld,
      ada,
      deniz,
      { ...carrier, mute: on(20), hold: { ...talking, requested: true } },
    ],
  }),
  'call-conference-left': callWith({
    parties: [marta, ada, { ...carrier, state: 'left', leftBecause: 'hung-up' }, deniz],
  }),
  'call-conference-remove-failed': inCall(
    { failure: { command: 'remove', code: 'unreachable', who: '+14155552001', at: secondsAgo(2) } },
    conference,
  ),
  'call-conference-muted-by-desk': callWith({ parties: [marta, { ...ada, mute: on(5) }, deniz] }),
  'call-leaving': inCall(withRequests({ leave: true }), conference),
} satisfies Record<string, AppView>
