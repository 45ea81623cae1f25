import type { CallStatus } from '../../electron/contract/desk.ts'
import type { MiniPanel, RingPanel } from '../../electron/contract/panel.ts'
import { secondsAgo } from './people.ts'

const marta = { callId: 'c1', title: 'Marta Oliveira', body: 'Support · +351 21 555 0147' }
const call: CallStatus = {
  callId: 'c1',
  name: 'Marta Oliveira',
  state: 'talking',
  since: secondsAgo(462),
  hold: 'talking',
  heldSince: secondsAgo(462),
  mayHold: true,
  muted: false,
  hangingUp: false,
}
const bar = (change: Partial<CallStatus> = {}): MiniPanel => ({
  call: { ...call, ...change },
  clockOffsetMs: 0,
})

/** The ring window in its states. */
export const ringStates: Readonly<Record<string, RingPanel>> = {
  'panel-ring': { rings: [marta] },
  'panel-ring-withheld': { rings: [{ callId: 'c1', title: 'Private number', body: '' }] },
  'panel-ring-long': {
    rings: [
      {
        callId: 'c1',
        title: 'Donaudampfschifffahrtsgesellschaft Wien, Frau Oberleitner',
        body: 'Technical support in German, second level · +43 1 555 0147 889',
      },
    ],
  },
  'panel-ring-two': { rings: [marta, { ...marta, callId: 'c2' }] },
}

/** The mini bar in its states. */
export const miniStates: Readonly<Record<string, MiniPanel>> = {
  'panel-mini': bar(),
  'panel-mini-connecting': bar({ state: 'connecting', since: secondsAgo(4), mayHold: false }),
  'panel-mini-held-muted': bar({ hold: 'on-hold', heldSince: secondsAgo(38), muted: true }),
  'panel-mini-holding': bar({ hold: 'holding' }),
  'panel-mini-long': bar({ name: 'Donaudampfschifffahrtsgesellschaft Wien' }),
  'panel-mini-ended': bar({ state: 'ended', mayHold: false }),
}
