import { expect, it } from 'vitest'
import { conferenceTwiml, enqueueTwiml, musicTwiml, rejectTwiml } from './documents.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>'

it('enqueues with the call id among the Task attributes', () => {
  const twiml = enqueueTwiml({
    workflowSid: 'WW1',
    waitUrl: 'http://h/wait',
    leftUrl: 'http://h/left?callId=c&x=1',
    attributes: { call_id: 'c', queue: 'Sales & more' },
  })
  expect(twiml).toBe(
    `${head}<Response><Enqueue workflowSid="WW1" waitUrl="http://h/wait" waitUrlMethod="POST" ` +
      'action="http://h/left?callId=c&amp;x=1" method="POST">' +
      '<Task>{"call_id":"c","queue":"Sales &amp; more"}</Task></Enqueue></Response>',
  )
})

it('puts a party into the Conference without beep, without Twilio’s music, without ending it on exit', () => {
  const urls = { conferenceLeft: () => 'http://h/left', conferenceStatus: () => 'http://h/status' }
  const twiml = conferenceTwiml(urls, { callId: 'call_1', partyId: 'customer' })
  expect(twiml).toContain('<Dial action="http://h/left" method="POST">')
  expect(twiml).toContain('waitUrl=""')
  expect(twiml).toContain('endConferenceOnExit="false"')
  expect(twiml).toContain('statusCallbackEvent="start end join leave mute hold speaker"')
  expect(twiml).toContain('>call_1</Conference></Dial></Response>')
})

it('plays music without end', () => {
  expect(musicTwiml('http://h/m.wav')).toBe(
    `${head}<Response><Play loop="0">http://h/m.wav</Play></Response>`,
  )
})

it('rejects', () => expect(rejectTwiml()).toBe(`${head}<Response><Reject/></Response>`))
