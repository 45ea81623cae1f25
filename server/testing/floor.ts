import { paths, targetsReply } from '../contract/commands.ts'
import type { Environment } from '../config/config.ts'
import { Agent } from './agent.ts'
import { startContactCentre } from './contact-centre.ts'
import type { ContactCentre } from './contact-centre.ts'
import { startMusicHost } from './music-host.ts'
import { AT_FIRST } from './sandbox-settings.ts'
import { until } from './until.ts'
import { whoHears } from './who-hears.ts'

/** Everybody says a tone of their own without end, and the music of those who wait is one too. */
const HZ = { customer: 620, ada: 1010, grace: 1730, music: 450 } as const
type Somebody = keyof typeof HZ

async function isOver(centre: ContactCentre, customer: string): Promise<void> {
  await until('no Conference is left', async () => (await centre.conferences()).length === 0)
  await until('the customer is free', async () => {
    const { call } = await centre.phone('GET', `/${customer}`)
    return call === null || call.state === 'ended'
  })
  await until('no Task is open', async () => {
    const tasks = await centre.workspace.tasks.list()
    return tasks.every(({ assignmentStatus }) =>
      ['completed', 'canceled'].includes(assignmentStatus),
    )
  })
}

/** A contact centre with Ada, Grace and a caller, whose music comes from a host of its own. */
export async function openFloor(environment: Environment = {}) {
  const music = await startMusicHost(HZ.music)
  const centre = await startContactCentre({
    CORDBOARD_WRAP_UP_SECONDS: '60',
    CORDBOARD_MUSIC: music.url,
    ...environment,
  })
  let ada: Agent
  let grace: Agent
  let customer: string
  let numbers = 6000

  async function newCaller(): Promise<string> {
    numbers += 1
    return await centre.tonePhone(`+1500555${numbers}`, HZ.customer, 0.2)
  }
  async function share(listener: Somebody, hz: number): Promise<number> {
    if (listener === 'ada') return ada.device.hears(hz)
    if (listener === 'grace') return grace.device.hears(hz)
    return await centre.phoneHears(customer, hz)
  }
  async function calls(): Promise<void> {
    await centre.phone('POST', `/${customer}/dial`, { to: centre.number })
  }
  const hears = whoHears(HZ, share)
  return {
    centre,
    music,
    hears,
    calls,
    ada: () => ada,
    grace: () => grace,
    customer: () => customer,
    /** Before each test: everybody is there, nobody is available, and the sandbox is as at first. */
    async begin(): Promise<void> {
      music.become('fine')
      await centre.set(AT_FIRST)
      await centre.deadAfter(30)
      ada = await Agent.at(centre, 'ada', HZ.ada)
      grace = await Agent.at(centre, 'grace', HZ.grace)
      await ada.becomes('Unavailable')
      await grace.becomes('Unavailable')
      customer = await newCaller()
    },
    /** After each test. */
    async end(): Promise<void> {
      await centre.hangUpAll([customer])
      await Promise.all([ada.close(), grace.close()])
      await centre.restFaults([])
      await centre.webhookFaults([])
    },
    /** The caller talks to Ada, who gets no further call. */
    async talk(): Promise<string> {
      await calls()
      await ada.becomes('Available')
      await ada.device.answer()
      const { callId } = await ada.client.call('active')
      await ada.becomes('Unavailable')
      await hears({ ada: ['customer'], customer: ['ada'] })
      return callId
    },
    /** Ada transfers the customer to the queue Sales. */
    async toSales(callId: string): Promise<void> {
      const { queues } = targetsReply.parse((await ada.client.request('GET', paths.targets)).body)
      const queueSid = queues.find(({ name }) => name === 'Sales')?.queueSid ?? ''
      const target = { kind: 'queue', queueSid }
      await ada.post(paths.transfer(callId), { kind: 'cold', target, reason: '' })
      await ada.device.ended()
    },
    /** Ada's machine is gone: no page, no Device, no sound. */
    adaDies(): void {
      ada.device.die()
      ada.client.close()
    },
    /** Ada has signed in at another machine. */
    async adaReturns(): Promise<void> {
      await ada.device.close()
      ada = await Agent.at(centre, 'ada', HZ.ada)
    },
    /** Nothing of it is left at Twilio: no Conference, no call of the customer, no open Task. */
    isOver: () => isOver(centre, customer),
    async close(): Promise<void> {
      await centre.close()
      music.close()
    },
  }
}

export type Floor = Awaited<ReturnType<typeof openFloor>>
