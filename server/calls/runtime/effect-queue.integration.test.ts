import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { until } from '../../testing/until.ts'

/*
 * A sample of the fault matrix over HTTP, on the sandbox: ring, acceptance and end of one conversation fail, each once.
 */

let centre: ContactCentre
let desk: DeskClient
let device: DeskDevice
let customer: string
let workerSid: string
let numbers = 5700

beforeAll(async () => {
  centre = await startContactCentre()
})
afterAll(() => centre.close())

beforeEach(async () => {
  numbers += 1
  desk = await DeskClient.signIn(centre.url, 'ada')
  const access = await desk.twilioAccess()
  ;({ workerSid } = access)
  device = new DeskDevice(centre.signalling, 1010)
  await device.register(access.token)
  await desk.prove()
  await centre.workspace
    .workers(workerSid)
    .update({ activitySid: await centre.activity('Available') })
  customer = await centre.tonePhone(`+1500555${numbers}`, 620, 0.1)
})
afterEach(async () => {
  await centre.hangUpAll([customer])
  desk.close()
  await device.close()
})

const STEPS = ['/Participants', '/Reservations/', '/Calls/', '/Conferences/']

it.each([
  // More often than the HTTP client tries by itself.
  ['429', { status: 429, times: 4 }],
  ['503', { status: 503, times: 1 }],
  ['401', { status: 401, code: 20003, times: 1 }],
  ['lost answer', { status: 503, times: 1, afterwards: true }],
])(
  'a conversation is had and ended whatever request meets a %s',
  async (_, fault) => {
    await centre.restFaults(STEPS.map((path) => Object.assign({ method: 'POST', path }, fault)))
    await centre.phone('POST', `/${customer}/dial`, { to: centre.number })
    await device.answer()
    const { callId } = await desk.call('active')
    // Accepting runs beside the talk.
    await until('TaskRouter knows that they talk', async () => {
      const tasks = await centre.workspace.tasks.list()
      return tasks.some(({ assignmentStatus }) => assignmentStatus === 'assigned')
    })
    await until('it is over', async () => {
      // The agent sees that it is not, and presses again.
      await desk.request('POST', `${paths.calls}/${callId}/hang-up`)
      return (await centre.workspace.tasks.list()).every(
        ({ assignmentStatus }) => assignmentStatus !== 'assigned',
      )
    })
    const worker = await centre.workspace.workers(workerSid).fetch()
    expect(worker.activityName).toBe('Available')
    await desk.request('POST', paths.complete(callId), makeDraft({ dispositionId: 'resolved' }))
    await until('the Task is closed', async () => (await openTasks()) === 0)
  },
  30_000,
)

async function openTasks(): Promise<number> {
  const tasks = await centre.workspace.tasks.list()
  return tasks.filter(({ assignmentStatus }) => OPEN.has(assignmentStatus)).length
}

const OPEN = new Set(['pending', 'reserved', 'assigned', 'wrapping'])
