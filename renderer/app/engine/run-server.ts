import { assertNever } from '../../../server/contract/assert-never.ts'
import type { DialReply } from '../../../server/contract/commands.ts'
import type { Effect } from '../../domain/model/effects.ts'
import type { Problem } from '../../domain/model/failure-code.ts'
import type { ServerResult } from '../../ports/result.ts'
import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'

export type ServerEffect = Extract<
  Effect,
  {
    kind:
      | 'server-connect'
      | 'server-reconnect'
      | 'server-disconnect'
      | 'server-report'
      | 'command'
      | 'command-dial'
      | 'command-take-back'
      | 'request'
      | 'targets-load'
      | 'draft-wait'
      | 'notes-save'
      | 'draft-save'
      | 'wrap-up-complete'
  }
>

/** Asks again once with a renewed token when the server says that ours is void. */
export type WithRenewal = <Value>(
  ask: () => Promise<ServerResult<Value>>,
) => Promise<ServerResult<Value>>

/** Commands to the server and the realtime connection. */
export function createServerRunner(
  { server, clock }: Pick<Ports, 'server' | 'clock'>,
  dispatch: Dispatch,
  withRenewal: WithRenewal,
): (effect: ServerEffect) => void | Promise<void> {
  async function save(
    { callId, revision }: { readonly callId: string; readonly revision: number },
    ask: () => Promise<ServerResult<void>>,
  ): Promise<void> {
    const error = problemOf(await withRenewal(ask))
    if (error === null) dispatch({ kind: 'draft-saved', callId, revision })
    else dispatch({ kind: 'draft-failed', callId, error })
  }

  async function dialled(ask: () => Promise<ServerResult<DialReply>>): Promise<void> {
    const reply = await withRenewal(ask)
    if (!reply.ok) return dispatch({ kind: 'dial-failed', error: reply.failure.code })
    return dispatch({ kind: 'dial-accepted', ...reply.value })
  }

  return async (effect) => {
    switch (effect.kind) {
      case 'server-connect':
        return server.connect()
      case 'server-reconnect':
        return server.reconnect()
      case 'server-disconnect':
        server.disconnect()
        return server.authorize(null)
      case 'server-report':
        return server.report(effect.report)
      case 'command': {
        const { command, callId } = effect
        const reply = await withRenewal(() => server.command(command, callId))
        return dispatch({ kind: 'command-settled', command, callId, error: problemOf(reply) })
      }
      case 'request': {
        const { request } = effect
        const reply = await withRenewal(() => server.request(request))
        return dispatch({ kind: 'request-settled', request, error: problemOf(reply) })
      }
      case 'targets-load': {
        const reply = await withRenewal(() => server.targets())
        return reply.ok
          ? dispatch({ kind: 'targets-received', targets: reply.value })
          : dispatch({ kind: 'targets-failed' })
      }
      case 'command-dial': {
        const { target, callerId } = effect
        const request = callerId === undefined ? { target } : { target, callerId }
        return dialled(() => server.dial(request))
      }
      case 'command-take-back':
        return dialled(() => server.takeBack(effect.callId))
      case 'draft-wait': {
        const { callId, afterMs } = effect
        clock.after(afterMs, () => dispatch({ kind: 'draft-due', callId }))
        return undefined
      }
      case 'notes-save':
        return save(effect, () => server.saveNotes(effect.callId, effect.notes))
      case 'draft-save':
        return save(effect, () => server.saveDraft(effect.callId, effect.draft))
      case 'wrap-up-complete': {
        const { callId, draft } = effect
        const error = problemOf(await withRenewal(() => server.completeWrapUp(callId, draft)))
        if (error === null) return dispatch({ kind: 'wrap-up-completed', callId })
        return dispatch({ kind: 'wrap-up-failed', callId, error })
      }
      default: {
        return assertNever(effect)
      }
    }
  }
}

function problemOf(reply: ServerResult<unknown>): Problem | null {
  return reply.ok ? null : reply.failure.code
}
