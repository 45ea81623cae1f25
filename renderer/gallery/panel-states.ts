import type { CallStatus, ShownState } from '../../electron/contract/desk.ts'
import type { MiniPanel, Ring, RingPanel } from '../../electron/contract/panel.ts'
import { secondsAgo } from './people.ts'

const marta: Ring = {
  callId: 'c1',
  title: 'Marta Oliveira',
  body: 'Support · +351 21 555 0147',
  queue: 'Support',
  number: '+351 21 555 0147',
  note: null,
  waitsSince: secondsAgo(68),
  deadline: secondsAgo(-13),
}
const available: ShownState = {
  kind: 'available',
  words: 'Available',
  time: { counts: 'up', from: secondsAgo(754) },
  next: null,
  muted: null,
}
const onACall: ShownState = {
  kind: 'on-a-call',
  words: 'On a call',
  time: { counts: 'up', from: secondsAgo(462) },
  next: 'then Available',
  muted: null,
}
const onHold: ShownState = {
  ...onACall,
  kind: 'on-hold',
  words: 'On hold',
  time: { counts: 'up', from: secondsAgo(38) },
}
const note =
  'Wants a refund, order 4711 · Was promised a callback on Friday, and has been sent the wrong size two times already.'
const call: CallStatus = {
  callId: 'c1',
  name: 'Marta Oliveira',
  state: 'talking',
  hold: 'talking',
  mayHold: true,
  muted: false,
  hangingUp: false,
}

function rings(first: Partial<Ring>, change: Partial<RingPanel> = {}): RingPanel {
  return { rings: [{ ...marta, ...first }], state: available, clockOffsetMs: 0, ...change }
}

function bar(change: Partial<CallStatus> = {}, state: ShownState = onACall): MiniPanel {
  return { call: { ...call, ...change }, state, clockOffsetMs: 0 }
}

/** The ring window in its states. */
export const ringStates: Readonly<Record<string, RingPanel>> = {
  'panel-ring': rings({}),
  'panel-ring-withheld': rings({
    title: 'Private number',
    queue: null,
    number: null,
    waitsSince: null,
    deadline: null,
  }),
  'panel-ring-long': rings({
    title: 'Donaudampfschifffahrtsgesellschaft Wien, Frau Oberleitner',
    queue: 'Technical support in German, second level',
    number: '+43 1 555 0147 889',
  }),
  'panel-ring-note': rings({ note }),
  'panel-ring-two': rings({}, { rings: [marta, { ...marta, callId: 'c2' }] }),
  'panel-ring-on-a-call': rings({}, { state: onACall }),
  'panel-ring-on-hold-muted': rings({ note }, { state: { ...onHold, muted: 'Muted' } }),
}

/** The mini bar in its states. */
export const miniStates: Readonly<Record<string, MiniPanel>> = {
  'panel-mini': bar(),
  'panel-mini-connecting': bar(
    { state: 'connecting', mayHold: false },
    {
      ...onACall,
      kind: 'connecting',
      words: 'Connecting',
      time: { counts: 'up', from: secondsAgo(4) },
    },
  ),
  'panel-mini-held-muted': bar({ hold: 'on-hold', muted: true }, { ...onHold, muted: 'Muted' }),
  'panel-mini-holding': bar({ hold: 'holding' }),
  'panel-mini-long': bar({ name: 'Donaudampfschifffahrtsgesellschaft Wien' }),
  'panel-mini-ended': bar({ state: 'ended', mayHold: false }, available),
}
