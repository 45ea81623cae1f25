import type { Effect, EffectHandlers, FailedCommand } from '../../domain/model/effects.ts'
import type { Engine } from './engine.ts'
import type { Ports } from './ports.ts'
import { serverHandlers, type WithRenewal } from './run-server.ts'
import { createSessionRunner } from './run-session.ts'
import { twilioHandlers } from './run-twilio.ts'

/** Runs effects through the ports. Results come back as events. */
export function createRunner(
  ports: Ports,
  { dispatch, state }: Pick<Engine, 'dispatch' | 'state'>,
  onCommandFailed: (error: FailedCommand) => void,
): (effect: Effect) => void | Promise<unknown> {
  const session = createSessionRunner(ports, dispatch)
  const withRenewal: WithRenewal = async (ask) => {
    const first = await ask()
    const now = state()
    const refused = !first.ok && first.failure.code === 'signed-out'
    if (!refused || now.session.kind !== 'signed-in') return first
    const owner = { userId: now.session.agent.userId, demo: now.page.demo }
    return (await session.renew(owner)) ? ask() : first
  }
  const { desktop, microphone, page, sound } = ports
  const handlers: EffectHandlers = {
    ...session.handlers,
    ...serverHandlers(ports, dispatch, withRenewal),
    ...twilioHandlers(ports, dispatch, withRenewal),
    'command-failed': ({ error }) => onCommandFailed(error),
    'ring-start': () => sound.startRinging(),
    'ring-stop': () => sound.stopRinging(),
    beep: () => sound.beep(),
    'ringing-show': (effect) => desktop.showRinging(effect),
    'ringing-clear': ({ callId }) => desktop.clearRinging(callId),
    'mutes-keep': ({ callIds }) => page.keepMuted(callIds),
    'microphone-check': () => microphone.check(),
    'microphone-warm': () => microphone.warm(),
    'microphone-cool': () => microphone.cool(),
  }
  return (effect) => {
    // The cast: TypeScript cannot see that the handler of an effect's kind takes that effect.
    const run = handlers[effect.kind] as (effect: Effect) => void | Promise<unknown>
    return run(effect)
  }
}
