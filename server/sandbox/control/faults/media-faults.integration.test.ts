import { afterEach, beforeEach, expect, test } from 'vitest'
import { control } from '../../rest/testing/control.ts'
import { startRig, until } from '../../rest/testing/rig.ts'
import type { Rig } from '../../rest/testing/rig.ts'

const ANN = '+15005551001'
const BOB = '+15005551002'

let rig: Rig
let ann: string
let bob: string

beforeEach(async () => {
  rig = await startRig()
  await rig.onCall('<Dial><Conference beep="false">room</Conference></Dial>')
  await rig.phones.make(ANN, 400)
  await rig.phones.make(BOB, 900)
  ann = await rig.phones.dial(ANN, rig.number)
  bob = await rig.phones.dial(BOB, rig.number)
  await until(async () => {
    if (String(await heard()) !== '900,400') throw new Error('they do not hear one another yet')
  })
})
afterEach(() => rig.close())

const heard = async () => [await rig.phones.hears(ANN), await rig.phones.hears(BOB)]
const impair = (fault: object) =>
  control<{ faults: object[] }>(rig.description.baseUrl, 'POST', '/media-faults', fault)

test('audio that is cut carries nothing one way, until it is cleared', async () => {
  const { faults } = await impair({ callSid: ann, does: 'cut', direction: 'inbound' })
  expect(faults).toMatchObject([{ callSid: ann, does: 'cut', seed: expect.any(Number) }])
  await until(async () => expect(await heard()).toEqual([900, null]))
  await control(rig.description.baseUrl, 'DELETE', '/media-faults')
  await until(async () => expect(await heard()).toEqual([900, 400]))
})

test('a line that is cut both ways for a time comes back by itself', async () => {
  const { baseUrl } = rig.description
  await control(baseUrl, 'POST', '/time', { frozen: true })
  await impair({ callSid: bob, does: 'cut', forMs: 60_000 })
  await until(async () => expect(await heard()).toEqual([null, null]))
  await control(baseUrl, 'POST', '/time', { advanceMs: 60_000 })
  await until(async () => expect(await heard()).toEqual([900, 400]))
})

test('packets are lost by their share', async () => {
  const level = async () => {
    const { hears } = (await rig.phones.view(BOB)) as { hears: { dbfs: number } }
    return hears.dbfs
  }
  await until(async () => expect(await level()).toBeGreaterThan(-21))
  await impair({ callSid: ann, does: 'lose', direction: 'inbound', percent: 75, seed: 1 })
  // Without three of four packets a quarter of the energy is left, 6 dB less.
  await until(async () => expect(await level()).toBeLessThan(-24))
  expect(await level()).toBeGreaterThan(-32)
})

test('a call that is over or not there has no line', async () => {
  await rig.phones.act(BOB, 'hangup')
  await until(async () => expect((await rig.client.calls(bob).fetch()).status).toBe('completed'))
  await expect(impair({ callSid: bob, does: 'cut' })).rejects.toThrow(/no call in progress/u)
  await impair({ callSid: ann, does: 'delay', delayMs: 200 })
  await rig.phones.act(ANN, 'hangup')
  const left = () => control(rig.description.baseUrl, 'GET', '/media-faults')
  await until(async () => expect(await left()).toEqual({ faults: [] }))
})
