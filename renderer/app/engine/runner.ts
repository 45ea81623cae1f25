import type { Effect } from '../../domain/model/effects.ts'
import type { State } from '../../domain/model/state.ts'
import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'
import { createServerRunner, type WithRenewal } from './run-server.ts'
import { SessionRunner } from './run-session.ts'
import { createTwilioRunner } from './run-twilio.ts'

/** Runs effects through the ports. What comes of them comes back as events. */
export function createRunner(
  ports: Ports,
  dispatch: Dispatch,
  state: () => State,
): (effect: Effect) => void | Promise<void> {
  const session = new SessionRunner(ports, dispatch)
  const withRenewal: WithRenewal = async (ask) => {
    const first = await ask()
    const now = state()
    const refused = !first.ok && first.failure.code === 'signed-out'
    if (!refused || now.session.kind !== 'signed-in') return first
    const owner = { userId: now.session.agent.userId, demo: now.front.demo }
    return (await session.renew(owner)) ? ask() : first
  }
  const server = createServerRunner(ports, dispatch, withRenewal)
  const twilio = createTwilioRunner(ports, dispatch, withRenewal)
  const { desktop, microphone, page, sound } = ports

  return (effect) => {
    switch (effect.kind) {
      case 'session-welcome':
      case 'session-restore':
      case 'session-renew':
      case 'session-sign-in':
      case 'session-sign-in-demo':
      case 'session-sign-out':
      case 'server-set':
        return session.run(effect)
      case 'ring-start':
        return sound.startRinging()
      case 'ring-stop':
        return sound.stopRinging()
      case 'beep':
        return sound.beep()
      case 'ringing-show':
        return desktop.showRinging(effect)
      case 'ringing-clear':
        return desktop.clearRinging(effect.callId)
      case 'mutes-keep':
        return page.keepMuted(effect.callIds)
      case 'microphone-check':
        return microphone.check()
      case 'microphone-warm':
        return microphone.warm()
      case 'microphone-cool':
        return microphone.cool()
      case 'server-connect':
      case 'server-reconnect':
      case 'server-disconnect':
      case 'server-report':
      case 'command':
      case 'command-dial':
      case 'command-take-back':
      case 'request':
      case 'targets-load':
      case 'draft-wait':
      case 'notes-save':
      case 'draft-save':
      case 'wrap-up-complete':
        return server(effect)
      default:
        return twilio(effect)
    }
  }
}
