import { z } from 'zod'
import { systemClock } from '../clock.ts'
import { readConfig, readTwilio } from '../config/config.ts'
import type { Environment } from '../config/config.ts'
import { createLogger } from '../log/logger.ts'
import { startServer } from '../server.ts'
import { startSandbox } from '../start-sandbox.ts'
import { createTwilioClient } from '../twilio/client.ts'
import { createTwilioGateway } from '../twilio/twilio-gateway.ts'
import { diskFaults } from './disk-faults.ts'
import { setSandbox } from './sandbox-settings.ts'
import type { SandboxSettings } from './sandbox-settings.ts'
import { telephones } from './telephones.ts'

/** A sandbox as a process of its own, and a server on it in this one. `ofTwilio`: in place of what the sandbox says. */
export async function startContactCentre(
  environment: Environment = {},
  ofTwilio: Environment = {},
) {
  const sandbox = await startSandbox(0)
  const settings = readTwilio({ ...sandbox.environment, ...ofTwilio })
  const config = readConfig({
    CORDBOARD_PORT: '0',
    CORDBOARD_DATA: ':memory:',
    CORDBOARD_LOG_LEVEL: 'warn',
    ...environment,
  })
  if (!settings.ok || !config.ok) throw new Error('the configuration is wrong')
  const { own } = config.value
  const twilio = settings.value
  const server = await startServer({
    own,
    twilio,
    sandbox: sandbox.description,
    gateway: createTwilioGateway(twilio),
    clock: systemClock,
    log: createLogger(own.logLevel),
  })
  const client = createTwilioClient(twilio)
  const { baseUrl } = sandbox.description
  return {
    url: server.url,
    /** What the server's disk does. Only a store in a file can be locked. */
    disk: diskFaults(server.store),
    signalling: sandbox.description.signalling,
    number: twilio.callerIds[0],
    twilio: client,
    workspace: client.taskrouter.v1.workspaces(twilio.workspaceSid),
    ...telephones(baseUrl),
    set: (settings: SandboxSettings) => setSandbox(baseUrl, settings),
    /** What webhooks are signed with from now on. */
    async signWith(how: 'auth-token' | 'shared-key'): Promise<void> {
      await setFault(`${baseUrl}/sandbox/signing`, { with: how })
    },
    /** What goes wrong with Twilio's webhooks from now on, instead of what went wrong before. */
    async webhookFaults(faults: readonly object[]): Promise<void> {
      const url = `${baseUrl}/sandbox/webhook-faults`
      await fetch(url, { method: 'DELETE' })
      for (const fault of faults) await setFault(url, fault)
    },
    /** Who is in each of Twilio's Conferences that is not over. */
    conferences: () => readConferences(baseUrl),
    /** A Device of which nothing comes for so many seconds is dead for Twilio. */
    deadAfter: (deadClientSeconds: number) =>
      setFault(`${baseUrl}/sandbox/dead-clients`, { deadClientSeconds }),
    /** The account's limits from now on. */
    limit: (limits: object) => setFault(`${baseUrl}/sandbox/limits`, limits),
    /** The time of this pending Reservation is over now. */
    timeOut: (reservationSid: string) =>
      setFault(`${baseUrl}/sandbox/reservations/${reservationSid}/time-out`, {}),
    /** How the REST API fails from now on, instead of how it failed before. */
    async restFaults(faults: readonly object[]): Promise<void> {
      await fetch(`${baseUrl}/sandbox/rest-faults`, { method: 'DELETE' })
      for (const fault of faults) await setFault(`${baseUrl}/sandbox/rest-faults`, fault)
    },
    /** The sound of a recording that is over; null before. */
    async recordingWav(recordingSid: string): Promise<Buffer | null> {
      const { accountSid, authToken } = sandbox.description
      const path = `/api/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}.wav`
      const pair = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
      const reply = await fetch(baseUrl + path, { headers: { authorization: `Basic ${pair}` } })
      return reply.ok ? Buffer.from(await reply.arrayBuffer()) : null
    },
    async activity(name: string): Promise<string> {
      const activities = await client.taskrouter.v1
        .workspaces(twilio.workspaceSid)
        .activities.list({ friendlyName: name })
      const [activity] = activities
      if (activity === undefined) throw new Error(`no activity ${name}`)
      return activity.sid
    },
    async close() {
      await server.close()
      await sandbox.close()
    },
  }
}

async function setFault(url: string, fault: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(fault) })
  if (!reply.ok) throw new Error(await reply.text())
}

const placesOfTwilio = z.object({
  conferences: z.array(
    z.object({
      friendlyName: z.string(),
      status: z.string(),
      participants: z.array(z.object({ callSid: z.string(), label: z.string().nullable() })),
    }),
  ),
})

async function readConferences(baseUrl: string) {
  const reply = await fetch(`${baseUrl}/sandbox/snapshot`)
  const { conferences } = placesOfTwilio.parse(await reply.json())
  return conferences.filter(({ status }) => status !== 'completed')
}

export type ContactCentre = Awaited<ReturnType<typeof startContactCentre>>
