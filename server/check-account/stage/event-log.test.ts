import { expect, it } from 'vitest'
import { fakeClock } from '../../testing/fake-clock.ts'
import { callStatus, conferenceEvent, createEventLog } from './event-log.ts'

const joined = {
  StatusCallbackEvent: 'participant-join',
  FriendlyName: 'room',
  ConferenceSid: 'CF1',
  ParticipantLabel: 'agent',
  CallSid: 'CA1',
}

it('finds what has come already, what comes later, and nothing after its time', async () => {
  const clock = fakeClock()
  const log = createEventLog(clock)
  const late = log.find(conferenceEvent('participant-join', 'room', 'agent'), 1000)
  const never = log.find(conferenceEvent('participant-leave', 'room'), 1000)
  clock.advance(500)
  log.add(joined)
  expect((await late)?.atMs).toBe(clock.now())
  expect((await log.find(conferenceEvent('participant-join', 'room'), 0))?.fields).toEqual(joined)
  clock.advance(500)
  expect(await never).toBe(null)
})

it('keeps the events of another Conference, participant or call apart', async () => {
  const clock = fakeClock()
  const log = createEventLog(clock)
  log.add(joined)
  log.add({ CallSid: 'CA2', CallStatus: 'ringing' })
  const tests = [
    conferenceEvent('participant-join', 'other room'),
    conferenceEvent('participant-join', 'room', 'customer'),
    conferenceEvent('conference-start', 'room'),
    callStatus('CA2', 'in-progress'),
    callStatus('CA1', 'ringing'),
  ]
  const found = Promise.all(tests.map((isIt) => log.find(isIt, 10)))
  clock.advance(10)
  expect(await found).toEqual([null, null, null, null, null])
  expect(await log.find(callStatus('CA2', 'ringing', 'in-progress'), 0)).not.toBe(null)
})
