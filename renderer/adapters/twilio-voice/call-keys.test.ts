import { beforeEach, expect, it } from 'vitest'
import { CallKeys } from './call-keys.ts'
import { StubCall } from './testing/sdk-stubs.ts'
import { StubTones } from './testing/tone-stubs.ts'

let call: StubCall
let tones: StubTones
let told: string[]
/** What runs when no tone has come for too long; null while nothing is waited for. */
let impatient: (() => void) | null
let keys: CallKeys

beforeEach(() => {
  call = new StubCall()
  tones = new StubTones()
  told = []
  impatient = null
  keys = new CallKeys({
    call,
    tones: () => tones,
    after: (_milliseconds, listener) => {
      impatient = listener
      return () => {
        impatient = null
      }
    },
    tell: (pressed, became) => told.push(`${pressed} ${became}`),
  })
})

it('hands the SDK a string when the one before is out, with all that was pressed meanwhile', () => {
  for (const key of '123456789') keys.press(key)
  expect(call.did).toEqual(['digits:1'])
  tones.say('1')
  expect(told).toEqual([])
  tones.say('')
  expect(call.did).toEqual(['digits:1', 'digits:23456789'])
  expect(told).toEqual(['1 sent'])
  tones.say(...'23456789', '')
  expect(told.join('')).toBe([...'123456789'].map((key) => `${key} sent`).join(''))
  expect(impatient).toBeNull()
})

it('without telephone events sends each string at once, as the SDK does', () => {
  tones.canInsertDTMF = false
  keys.press('1')
  keys.press('2#')
  expect(call.did).toEqual(['digits:1', 'digits:2#'])
  expect(told).toEqual(['1 sent', '2# sent'])
})

it('asks before each string which way it goes: the media may have come up meanwhile', () => {
  tones.canInsertDTMF = false
  keys.press('1')
  tones.canInsertDTMF = true
  keys.press('2')
  keys.press('3')
  expect(call.did).toEqual(['digits:1', 'digits:2'])
  expect(told).toEqual(['1 sent'])
})

it.each([
  [
    'throws',
    () => {
      throw new Error('InvalidStateError')
    },
  ],
  ['emits an error of the call', () => void call.emit('error', { code: 31005 })],
])('shows nothing as sent when the SDK %s', (_what, refuse) => {
  call.on('error', () => expect(keys.takeError()).toBe(true))
  call.onDigits = refuse
  keys.press('12')
  expect(told).toEqual(['12 lost'])
  call.onDigits = () => undefined
  keys.press('3')
  tones.say('3', '')
  expect(told).toEqual(['12 lost', '3 sent'])
  expect(keys.takeError()).toBe(false)
})

it('gives up what is not out when the line is down, and stops the browser', () => {
  keys.press('1')
  keys.press('23')
  tones.say('1')
  keys.cut()
  expect(tones.did).toEqual(['insert:'])
  expect(told).toEqual(['123 lost'])
  tones.say('')
  expect(call.did).toEqual(['digits:1'])
})

it('does not wait for ever for a tone that does not come', () => {
  keys.press('1')
  keys.press('2')
  tones.say('1')
  impatient?.()
  expect(told).toEqual(['12 lost'])
  keys.press('3')
  expect(call.did).toEqual(['digits:1', 'digits:3'])
})

it('is done with when the call is over: nothing is told, and nothing goes out', () => {
  keys.press('1')
  keys.press('2')
  keys.close()
  tones.say('1', '')
  expect(told).toEqual([])
  expect(call.did).toEqual(['digits:1'])
  expect([tones.listeners, impatient]).toEqual([0, null])
})
