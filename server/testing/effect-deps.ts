import pino from 'pino'
import { Secret } from '../config/secret.ts'
import type { EffectDeps } from '../calls/runtime/effect-deps.ts'
import { createTaskTickets } from '../calls/tasks/task-tickets.ts'
import { createUrlSignatures } from '../twilio/url-signatures.ts'
import { createUrls } from '../twilio/urls.ts'
import { T0 } from './calls.ts'
import { fakeClock } from './fake-clock.ts'
import { fakeGateway, workspaceFacts } from './fake-gateway.ts'
import type { FakeGateway } from './fake-gateway.ts'

const secret = new Secret('x'.repeat(32))
const urls = createUrls('https://desk.example.com', createUrlSignatures(secret))

/** What an effect is run with, around a Twilio that only listens. */
export function effectDeps(
  gateway: FakeGateway = fakeGateway(),
): EffectDeps & { readonly gateway: FakeGateway } {
  return {
    gateway,
    clock: fakeClock(T0),
    music: { urlFor: (queueName) => `https://music.example.com/${queueName ?? 'all'}` },
    workspace: workspaceFacts,
    tickets: createTaskTickets(secret),
    callerIds: ['+15005550006'],
    recording: { records: () => false, pauseMs: 60_000 },
    limitToOneCall: async () => undefined,
    urls: () => urls,
    log: pino({ level: 'silent' }),
    record: async () => undefined,
    dispatch: async () => null,
    startWrapUp: async () => undefined,
    withdrawWrapUp: async () => null,
  }
}
