import { z } from 'zod'
import { readConfig } from '../../server/config/config.ts'
import { createLogger } from '../../server/log/logger.ts'
import { startServer } from '../../server/server.ts'
import { createTwilioGateway } from '../../server/twilio/twilio-gateway.ts'
import { steerDisk } from './disk-faults.ts'
import { steeredTime } from './steered-time.ts'

/*
 * The server as a process of its own that can be killed, whose disk and clock its parent steers by messages.
 */

const order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('disk'), state: z.enum(['well', 'read-only', 'full']) }),
  z.object({ kind: z.literal('wall'), byMs: z.number() }),
  z.object({ kind: z.literal('skip'), ms: z.number() }),
])
export type ServerOrder = z.infer<typeof order>

const setDisk = steerDisk()
const clock = steeredTime()
const config = readConfig(process.env)
if (!config.ok || config.value.kind !== 'twilio') throw new Error('the configuration is wrong')
const { own, twilio } = config.value
process.on('message', (message) => {
  const wanted = order.parse(message)
  if (wanted.kind === 'disk') setDisk(wanted.state)
  else if (wanted.kind === 'wall') clock.setWall(wanted.byMs)
  else clock.skip(wanted.ms)
})
process.once('disconnect', () => process.exit())
const server = await startServer({
  own,
  twilio,
  sandbox: { customerPage: 'http://127.0.0.1/customer' },
  gateway: createTwilioGateway(twilio),
  clock,
  log: createLogger(own.logLevel),
})
process.send?.(server.url)
