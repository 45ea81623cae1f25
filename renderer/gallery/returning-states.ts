import type { AppView } from '../view/app-view.ts'
import { callWith, idle, inCall, wrappingUp } from './base.ts'
import { ada, marta, secondsAgo, wrapUp } from './people.ts'

const awaited = {
  state: { kind: 'connecting', since: secondsAgo(3) },
  returnUntil: secondsAgo(-9),
  parties: [
    { ...marta, state: 'waiting' },
    { ...ada, state: 'waiting', callSid: null },
  ],
} as const satisfies Parameters<typeof callWith>[0]

const lost = { ...wrapUp, reason: 'connection-lost' } as const

/** A desk that was lost during a call: on its way back, and too late. */
export const returningStates = {
  'call-returning': callWith(awaited),
  'call-returning-number': inCall(
    { muted: true },
    {
      ...awaited,
      parties: [{ ...marta, name: null, state: 'waiting' }, ...awaited.parties.slice(1)],
    },
  ),
  'call-returning-offline': {
    ...callWith(awaited),
    readiness: {
      ...idle.readiness,
      ready: false,
      server: 'disconnected',
      failure: 'server-disconnected',
    },
  },
  'wrap-up-lost': wrappingUp({ wrapUp: lost, lost: 'in-queue' }),
  'wrap-up-lost-to-others': wrappingUp({ wrapUp: lost, lost: 'with-others' }),
} satisfies Record<string, AppView>
