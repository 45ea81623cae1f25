import { pino } from 'pino'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config/config.ts'
import type { Environment } from '../config/config.ts'
import { startServer } from '../server.ts'
import type { RunningServer } from '../server.ts'
import { fakeGateway } from './fake-gateway.ts'
import type { FakeGateway } from './fake-gateway.ts'
import { account } from './office.ts'

/** A whole server in this process, which listens and has its data in a folder; Twilio only listens. */
export async function startOwnServer(
  folder: string,
  environment: Environment = {},
  gateway: FakeGateway = fakeGateway(),
): Promise<RunningServer> {
  const config = readConfig({
    ...account,
    CORDBOARD_PORT: '0',
    CORDBOARD_DATA: folder,
    ...environment,
  })
  if (!config.ok || config.value.kind !== 'twilio') throw new Error('the configuration is wrong')
  const { own, twilio } = config.value
  const log = pino({ level: 'silent' })
  return startServer({ own, twilio, sandbox: null, gateway, clock: systemClock, log })
}
