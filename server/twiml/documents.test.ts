import { expect, it } from 'vitest'
import { conferenceTwiml, keysTwiml, momentTwiml, rejectTwiml, waitTwiml } from './documents.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>'
const urls = {
  conferenceLeft: () => 'http://h/left',
  conferenceStatus: (callId: string, place: number) => `http://h/status/${callId}/${place}`,
}

function conference(place: number, music = ''): string {
  return (
    '<Dial><Conference beep="false" jitterBufferSize="small" endConferenceOnExit="false" ' +
    `statusCallback="http://h/status/c/${place}" statusCallbackMethod="POST" ` +
    'statusCallbackEvent="start end join leave mute hold modify speaker announcement" ' +
    `participantLabel="customer" startConferenceOnEnter="false"${music}>c-${place}</Conference></Dial>`
  )
}

it('leads a caller to where they wait, and to the next place behind it', () => {
  const musicUrl = 'https://music.example.com/wait?a=1&b=2'
  const music = ' waitUrl="https://music.example.com/wait?a=1&amp;b=2" waitMethod="GET"'
  expect(waitTwiml(urls, { callId: 'c', place: 3, musicUrl })).toBe(
    `${head}<Response>${conference(3, music)}${conference(4)}</Response>`,
  )
})

it('leaves the music to Twilio where no document is given', () => {
  expect(waitTwiml(urls, { callId: 'c', place: 1, musicUrl: null })).toBe(
    `${head}<Response>${conference(1)}${conference(2)}</Response>`,
  )
})

it('has nothing behind the last place of a document', () => {
  expect(waitTwiml(urls, { callId: 'c', place: 2, musicUrl: null })).toBe(
    `${head}<Response>${conference(2)}</Response>`,
  )
})

it('puts a party into the Conference without beep, without Twilio’s music, without ending it on exit', () => {
  const twiml = conferenceTwiml(urls, { callId: 'call_1', place: 1, partyId: 'agent_1' })
  expect(twiml).toContain('<Dial action="http://h/left" method="POST">')
  expect(twiml).toContain('waitUrl=""')
  expect(twiml).toContain('endConferenceOnExit="false"')
  expect(twiml).toContain('jitterBufferSize="small"')
  expect(twiml).toContain('startConferenceOnEnter="true"')
  expect(twiml).toContain('>call_1-1</Conference></Dial></Response>')
})

it('presses keys, where there are any', () => {
  expect(keysTwiml('1,2')).toBe(`${head}<Response><Play digits="1wwww2"/></Response>`)
  expect(keysTwiml('')).toBe(`${head}<Response/>`)
})

it('asks for a moment', () => {
  expect(momentTwiml()).toBe(`${head}<Response><Say>One moment, please.</Say></Response>`)
})

it('rejects', () => expect(rejectTwiml()).toBe(`${head}<Response><Reject/></Response>`))
