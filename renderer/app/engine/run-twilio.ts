import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'
import type { EffectHandlers } from '../../domain/model/effects.ts'
import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'
import type { WithRenewal } from './run-server.ts'

/** Device and Worker, and the token of both, which stays here and out of the state. */
export function twilioHandlers(
  { server, voice, worker }: Pick<Ports, 'server' | 'voice' | 'worker'>,
  dispatch: Dispatch,
  withRenewal: WithRenewal,
) {
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

  return {
    'access-fetch': fetchAccess,
    'voice-connect': () => (access === null ? undefined : voice.connect(access)),
    'voice-update-token': () => (access === null ? undefined : voice.updateToken(access.token)),
    'voice-destroy'() {
      access = null
      return voice.destroy()
    },
    'voice-answer': ({ id }) => voice.answer(id),
    'voice-decline': ({ id }) => voice.decline(id),
    'voice-mute': ({ id, muted }) => voice.mute(id, muted),
    'voice-digits': ({ id, digits }) => voice.sendDigits(id, digits),
    'voice-stop-keys': ({ id }) => voice.stopKeys(id),
    'voice-hang-up': ({ id }) => voice.hangUp(id),
    'voice-dial': ({ id, callId }) => voice.dial(id, callId),
    'worker-connect': () => (access === null ? undefined : worker.connect(access)),
    'worker-update-token': () => (access === null ? undefined : worker.updateToken(access)),
    'worker-destroy': () => worker.destroy(),
    async 'worker-set-activity'({ sid }) {
      if (!(await worker.setActivity(sid))) dispatch({ kind: 'set-activity-failed', sid })
    },
  } satisfies Partial<EffectHandlers>
}
