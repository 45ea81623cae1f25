import { assertNever } from '../../../server/contract/assert-never.ts'
import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'
import type { Effect } from '../../domain/model/effects.ts'
import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'
import type { WithRenewal } from './run-server.ts'

export type TwilioEffect = Extract<
  Effect,
  { kind: 'access-fetch' | `voice-${string}` | `worker-${string}` }
>

/** Device and Worker, and the token that both need: it is held here, out of the state. */
export function createTwilioRunner(
  { server, voice, worker }: Pick<Ports, 'server' | 'voice' | 'worker'>,
  dispatch: Dispatch,
  withRenewal: WithRenewal,
): (effect: TwilioEffect) => Promise<void> {
  let access: TwilioAccess | null = null

  async function fetchAccess(): Promise<void> {
    const reply = await withRenewal(() => server.twilioAccess())
    if (!reply.ok) return dispatch({ kind: 'access-failed', error: reply.failure.code })
    access = reply.value
    return dispatch({
      kind: 'access-received',
      expiresAt: Date.parse(access.expiresAt),
      addresses: { voice: voice.addressOf(access), worker: worker.addressOf(access) },
    })
  }

  return async (effect) => {
    switch (effect.kind) {
      case 'access-fetch':
        return fetchAccess()
      case 'voice-connect':
        return access === null ? undefined : voice.connect(access)
      case 'voice-update-token':
        return access === null ? undefined : voice.updateToken(access.token)
      case 'voice-destroy':
        access = null
        return voice.destroy()
      case 'voice-answer':
        return voice.answer(effect.id)
      case 'voice-decline':
        return voice.decline(effect.id)
      case 'voice-mute':
        return voice.mute(effect.id, effect.muted)
      case 'voice-digits':
        return voice.sendDigits(effect.id, effect.digits)
      case 'voice-stop-keys':
        return voice.stopKeys(effect.id)
      case 'voice-hang-up':
        return voice.hangUp(effect.id)
      case 'voice-dial':
        return voice.dial(effect.id, effect.callId)
      case 'worker-connect':
        return access === null ? undefined : worker.connect(access)
      case 'worker-update-token':
        return access === null ? undefined : worker.updateToken(access)
      case 'worker-destroy':
        return worker.destroy()
      case 'worker-set-activity':
        if (!(await worker.setActivity(effect.sid))) {
          dispatch({ kind: 'set-activity-failed', sid: effect.sid })
        }
        return undefined
      default: {
        return assertNever(effect)
      }
    }
  }
}
