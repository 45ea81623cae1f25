import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FakeDevice } from '../../signalling/testing/fake-device.ts'
import { createTicker } from '../../media/ticker.ts'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'
import { clientOf, voiceToken } from '../testing/twilio-client.ts'

const OUTSIDE = '+15005551001'
const OTHER = '+15005551002'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

describe('an API key', () => {
  test('signs in until it is deleted, and its secret is shown once', async () => {
    const made = await rig.client.newKeys.create({ friendlyName: 'server' })
    expect(made).toMatchObject({ friendlyName: 'server', sid: expect.stringMatching(/^SK/) })
    const withKey = clientOf(rig.description, { user: made.sid, password: made.secret })
    expect((await withKey.keys.list()).map(({ sid }) => sid)).toEqual([
      rig.description.apiKeySid,
      made.sid,
    ])
    expect(await withKey.keys(made.sid).update({ friendlyName: 'new' })).toMatchObject({
      friendlyName: 'new',
    })
    expect(await rig.client.keys(made.sid).fetch()).not.toHaveProperty('secret')
    await rig.client.keys(made.sid).remove()
    await expect(withKey.keys.list()).rejects.toMatchObject({ status: 401, code: 20003 })
    const tooLong = rig.client.newKeys.create({ friendlyName: 'x'.repeat(65) })
    await expect(tooLong).rejects.toMatchObject({ status: 400, code: 20002 })
  })

  test('signs the tokens of Devices until it is deleted', async () => {
    const { sid: apiKeySid, secret: apiKeySecret } = await rig.client.newKeys.create()
    const token = voiceToken({ ...rig.description, apiKeySid, apiKeySecret }, 'alice')
    const ticker = createTicker()
    const listen = async () => {
      const device = new FakeDevice(ticker, 440)
      await device.connect(Number(new URL(rig.description.baseUrl).port))
      device.listen(token)
      return device
    }
    const device = await listen()
    await until(() => expect(device.types()).toContain('connected'))
    await rig.client.keys(apiKeySid).remove()
    const late = await listen()
    await until(() => expect(late.types()).not.toEqual([]))
    expect(late.types()).not.toContain('connected')
    await Promise.all([device.close(), late.close()])
    ticker.close()
  })
})

describe('a caller id', () => {
  test('is verified by a call in which its code is pressed, and may be shown then', async () => {
    await rig.phones.make(OUTSIDE, 400)
    await rig.phones.make(OTHER, 700)
    const { client, phones } = rig
    const show = () =>
      client.calls.create({ from: OUTSIDE, to: OTHER, twiml: '<Response><Pause/></Response>' })
    await expect(show()).rejects.toMatchObject({ code: 21210 })
    const request = await client.validationRequests.create({
      phoneNumber: OUTSIDE,
      friendlyName: 'Head office',
      statusCallback: `${rig.app.baseUrl}/verified`,
    })
    expect(request.validationCode).toMatch(/^\d{6}$/)
    await until(async () =>
      expect((await client.calls(request.callSid).fetch()).status).toBe('in-progress'),
    )
    expect(await client.outgoingCallerIds.list()).toEqual([])
    await phones.press(OUTSIDE, request.validationCode)
    await until(() =>
      expect(rig.app.at('/verified')).toEqual([
        expect.objectContaining({ VerificationStatus: 'success', To: OUTSIDE }),
      ]),
    )
    const [id] = await client.outgoingCallerIds.list({ phoneNumber: OUTSIDE })
    expect(id).toMatchObject({ phoneNumber: OUTSIDE, friendlyName: 'Head office' })
    expect(rig.app.at('/verified')[0]).toMatchObject({ OutgoingCallerIdSid: id?.sid })
    expect((await show()).from).toBe(OUTSIDE)
    const again = client.validationRequests.create({ phoneNumber: OUTSIDE })
    await expect(again).rejects.toMatchObject({ code: 21450 })
    await client.outgoingCallerIds(id?.sid ?? '').remove()
    await expect(show()).rejects.toMatchObject({ code: 21210 })
    expect(rig.unsigned()).toEqual([])
  })

  test('is not verified by a call that ends without its code', async () => {
    await rig.phones.make(OUTSIDE, 400, 'busy')
    await rig.client.validationRequests.create({
      phoneNumber: OUTSIDE,
      callDelay: 0,
      statusCallback: `${rig.app.baseUrl}/verified`,
    })
    await until(() =>
      expect(rig.app.at('/verified')).toEqual([
        expect.objectContaining({ VerificationStatus: 'failed' }),
      ]),
    )
    expect(await rig.client.outgoingCallerIds.list()).toEqual([])
  })

  test.each([
    [{ phoneNumber: 'nonsense' }, 21401],
    [{ phoneNumber: OUTSIDE, callDelay: 61 }, 21454],
  ])('%o is refused with %i', async (options, code) => {
    const request = rig.client.validationRequests.create(options)
    await expect(request).rejects.toMatchObject({ status: 400, code })
  })
})

describe('a phone number', () => {
  test('is found, bought, called and given back', async () => {
    const { client, phones } = rig
    const local = client.availablePhoneNumbers('US').local
    const [first, second] = await local.list({ areaCode: 628, contains: '555010*', limit: 2 })
    expect([first?.phoneNumber, second?.friendlyName]).toEqual(['+16285550100', '(628) 555-0101'])
    const voiceUrl = rig.app.answer('/bought', '<Pause length="60"/>')
    const number = await client.incomingPhoneNumbers.create({
      phoneNumber: first?.phoneNumber ?? '',
      voiceUrl,
    })
    await phones.make(OUTSIDE, 400)
    await phones.dial(OUTSIDE, number.phoneNumber)
    await until(() => expect(rig.app.at('/bought')[0]).toMatchObject({ To: number.phoneNumber }))
    const next = await client.incomingPhoneNumbers.create({ areaCode: '628' })
    expect(next.phoneNumber).toBe(second?.phoneNumber)
    const again = client.incomingPhoneNumbers.create({ phoneNumber: number.phoneNumber })
    await expect(again).rejects.toMatchObject({ status: 400, code: 21422 })
    await client.incomingPhoneNumbers(number.sid).remove()
    await expect(client.incomingPhoneNumbers(number.sid).fetch()).rejects.toMatchObject({
      code: 20404,
    })
  })

  test.each([
    [{ phoneNumber: '555' }, 21421],
    [{ areaCode: '1' }, 21451],
    [{}, 21421],
  ])('%o is refused with %i', async (options, code) => {
    const number = rig.client.incomingPhoneNumbers.create(options)
    await expect(number).rejects.toMatchObject({ status: 400, code })
  })
})

test('usage counts calls and begun minutes by their kind', async () => {
  await rig.phones.make(OUTSIDE, 400)
  await rig.phones.make(OTHER, 700)
  await rig.onCall(`<Dial><Number>${OTHER}</Number></Dial>`)
  const sid = await rig.phones.dial(OUTSIDE, rig.number)
  await until(async () => expect(await rig.phones.hears(OUTSIDE)).toBe(700))
  const { startTime } = await rig.client.calls(sid).fetch()
  await until(() => expect(Date.now() - startTime.getTime()).toBeGreaterThan(2000))
  await rig.phones.act(OUTSIDE, 'hangup')
  await until(async () => expect((await rig.client.calls(sid).fetch()).status).toBe('completed'))
  const { records } = rig.client.usage
  const used = (await records.list()).map(({ category, count, usage }) => [category, count, usage])
  expect(used).toEqual([
    ['calls', '2', '2'],
    ['calls-inbound', '1', '1'],
    ['calls-outbound', '1', '1'],
    ['calls-client', '0', '0'],
  ])
  expect(await records.today.list({ category: 'calls' })).toMatchObject([
    { count: '2', countUnit: 'calls', usageUnit: 'minutes' },
  ])
  expect(await records.yesterday.list({ category: 'calls' })).toMatchObject([{ count: '0' }])
  expect(await records.list({ category: 'calls', endDate: new Date(0) })).toMatchObject([
    { count: '0' },
  ])
})

test('there is one account, and no other can be made', async () => {
  const accounts = await rig.client.api.v2010.accounts.list()
  expect(accounts.map(({ sid }) => sid)).toEqual([rig.description.accountSid])
  const made = rig.client.api.v2010.accounts.create({ friendlyName: 'sub' })
  await expect(made).rejects.toMatchObject({ status: 400, code: 21480 })
})
