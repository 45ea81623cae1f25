import type { DialReply } from '../../../server/contract/commands.ts'
import type { EffectHandlers } from '../../domain/model/effects.ts'
import type { FailureCode } from '../../domain/model/failure-code.ts'
import type { ServerResult } from '../../ports/result.ts'
import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'

/** Asks again with a renewed token when the server refuses ours. */
export type WithRenewal = <Value>(
  ask: () => Promise<ServerResult<Value>>,
) => Promise<ServerResult<Value>>

/** Commands to the server and the realtime connection. */
export function serverHandlers(
  { server, clock }: Pick<Ports, 'server' | 'clock'>,
  dispatch: Dispatch,
  withRenewal: WithRenewal,
) {
  async function save(
    { callId, revision }: { readonly callId: string; readonly revision: number },
    ask: () => Promise<ServerResult<void>>,
  ): Promise<void> {
    const error = problemOf(await withRenewal(ask))
    if (error === null) dispatch({ kind: 'draft-saved', callId, revision })
    else dispatch({ kind: 'draft-failed', callId, error })
  }

  async function dial(ask: () => Promise<ServerResult<DialReply>>): Promise<void> {
    const reply = await withRenewal(ask)
    if (!reply.ok) return dispatch({ kind: 'dial-failed', error: reply.failure.code })
    return dispatch({ kind: 'dial-accepted', callId: reply.value.callId })
  }

  return {
    'server-connect': () => server.connect(),
    'server-reconnect': () => server.reconnect(),
    'server-disconnect'() {
      server.disconnect()
      server.authorize(null)
    },
    'server-report': ({ report }) => server.report(report),
    async command({ command, callId }) {
      const reply = await withRenewal(() => server.command(command, callId))
      dispatch({ kind: 'command-settled', command, callId, error: problemOf(reply) })
    },
    async request({ request }) {
      const reply = await withRenewal(() => server.request(request))
      dispatch({ kind: 'request-settled', request, error: problemOf(reply) })
    },
    async 'targets-load'() {
      const reply = await withRenewal(() => server.targets())
      if (reply.ok) dispatch({ kind: 'targets-received', targets: reply.value })
      else dispatch({ kind: 'targets-failed' })
    },
    'command-dial': ({ target, callerId }) =>
      dial(() => server.dial(callerId === undefined ? { target } : { target, callerId })),
    'command-retrieve': ({ callId }) => dial(() => server.retrieve(callId)),
    'draft-wait'({ callId, afterMs }) {
      clock.after(afterMs, () => dispatch({ kind: 'draft-due', callId }))
    },
    'notes-save': (effect) => save(effect, () => server.saveNotes(effect.callId, effect.notes)),
    'draft-save': (effect) => save(effect, () => server.saveDraft(effect.callId, effect.draft)),
    async 'wrap-up-complete'({ callId, draft }) {
      const error = problemOf(await withRenewal(() => server.completeWrapUp(callId, draft)))
      if (error === null) dispatch({ kind: 'wrap-up-completed', callId })
      else dispatch({ kind: 'wrap-up-failed', callId, error })
    },
  } satisfies Partial<EffectHandlers>
}

function problemOf(reply: ServerResult<unknown>): FailureCode | null {
  return reply.ok ? null : reply.failure.code
}
