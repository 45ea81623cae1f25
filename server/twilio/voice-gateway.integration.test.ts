import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readTwilio } from '../config/config.ts'
import { startSandbox } from '../start-sandbox.ts'
import type { RunningSandbox } from '../start-sandbox.ts'
import { setSandbox } from '../testing/sandbox-settings.ts'
import { telephones } from '../testing/telephones.ts'
import { until } from '../testing/until.ts'
import type { RingRequest, TwilioGateway } from './gateway.ts'
import { createTwilioGateway } from './twilio-gateway.ts'

let sandbox: RunningSandbox
let gateway: TwilioGateway
let from: string
let rooms = 0

beforeAll(async () => {
  sandbox = await startSandbox(0)
  const settings = readTwilio(sandbox.environment)
  if (!settings.ok) throw new Error('the configuration is wrong')
  gateway = createTwilioGateway(settings.value)
  ;[from] = settings.value.callerIds
})
afterAll(() => sandbox.close())

async function ring(
  asked: Pick<RingRequest, 'conference' | 'to' | 'timeLimitSeconds'>,
): Promise<string> {
  const rung = await gateway.ring({
    ...asked,
    from,
    label: 'customer',
    timeoutSeconds: 20,
    earlyMedia: false,
    legStatusUrl: 'http://127.0.0.1:9/leg',
    conferenceStatusUrl: 'http://127.0.0.1:9/conference',
  })
  if (!rung.ok) throw new Error(rung.failure.kind)
  return rung.value.callSid
}

it('a leg with a time limit is ended by Twilio, no matter who is in it', async () => {
  const phones = telephones(sandbox.description.baseUrl)
  const to = await phones.tonePhone('+15005556000', 440, 0)
  const callSid = await ring({
    conference: { sid: null, name: 'call_limited' },
    to,
    timeLimitSeconds: 1,
  })
  const status = await until('it is over', async () => {
    const asked = await gateway.callStatus(callSid)
    return asked.ok && asked.value === 'completed' ? asked.value : null
  })
  expect(status).toBe('completed')
})

/** The pages say that a conference starts with the second participant, a public report that it may with the first. */
describe.each(['second-participant', 'first-starter'] as const)(
  'where a conference starts with the %s',
  (conferenceStart) => {
    beforeEach(() => setSandbox(sandbox.description.baseUrl, { conferenceStart }))

    it('a party alone in one is found by its name, and nobody when it is over', async () => {
      rooms += 1
      const name = `call_${rooms}`
      const phones = telephones(sandbox.description.baseUrl)
      const to = await phones.tonePhone(`+1500555600${rooms}`, 440, 0)
      const callSid = await ring({ conference: { sid: null, name }, to })
      const whileItRings = await gateway.findLeg({
        conference: { sid: null, name },
        label: 'customer',
      })
      expect(whileItRings).toMatchObject({ ok: true, value: { callSid } })
      await until('it is answered', async () => {
        const status = await gateway.callStatus(callSid)
        return status.ok && status.value === 'in-progress'
      })
      const found = await gateway.participants({ sid: null, name })
      expect(found).toMatchObject({
        ok: true,
        value: [{ callSid, label: 'customer', answered: true }],
      })
      const leg = { conference: { sid: null, name }, label: 'customer' }
      expect(await gateway.findLeg(leg)).toMatchObject({ ok: true, value: { callSid } })
      await gateway.endCall(callSid)
      await until('nobody is there', async () => {
        const left = await gateway.participants({ sid: null, name })
        return left.ok && left.value.length === 0
      })
      expect(await gateway.findLeg(leg)).toEqual({ ok: true, value: null })
    })
  },
)
