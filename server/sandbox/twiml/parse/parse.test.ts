import { describe, expect, test } from 'vitest'
import { DEFAULT_JOIN } from '../../telephony/conference/participant-options.ts'
import { TwimlError } from './twiml-error.ts'
import { parseTwiml } from './parse.ts'

const dial = {
  action: null,
  timeoutSeconds: 30,
  timeLimitSeconds: 14_400,
  callerId: null,
  answerOnBridge: false,
  hangupOnStar: false,
  sequential: false,
}

describe('parseTwiml', () => {
  test.each([
    [
      '<Say loop="2" voice="alice">Hi &amp; <break/>bye</Say>',
      { kind: 'say', voice: 'alice', language: '', text: 'Hi & bye', loop: 2 },
    ],
    [
      '<Say><![CDATA[a < b]]></Say>',
      { kind: 'say', voice: '', language: '', text: 'a < b', loop: 1 },
    ],
    ['<Play loop="0">/a.wav</Play>', { kind: 'play', url: '/a.wav', digits: '', loop: 1000 }],
    ['<Play digits="1w2"/>', { kind: 'play', url: '', digits: '1w2', loop: 1 }],
    ['<Pause/>', { kind: 'pause', seconds: 1 }],
    ['<Pause length="7"/>', { kind: 'pause', seconds: 7 }],
    ['<Hangup/>', { kind: 'hangup' }],
    ['<Leave/>', { kind: 'leave' }],
    ['<Reject/>', { kind: 'reject', reason: 'rejected' }],
    ['<Reject reason="busy"/>', { kind: 'reject', reason: 'busy' }],
    [
      '<Redirect method="GET">?a=1&amp;b=2</Redirect>',
      { kind: 'redirect', link: { url: '?a=1&b=2', method: 'GET' } },
    ],
    [
      '<Dial>+1001</Dial>',
      {
        kind: 'dial-parties',
        sipUris: [],
        dial,
        recording: null,
        nouns: [{ kind: 'number', number: '+1001', report: null, url: null, sendDigits: '' }],
      },
    ],
    [
      '<Dial callerId="+1" timeout="9" answerOnBridge="true" action="/a"><Client><Identity>al</Identity>' +
        '<Parameter name="k" value="v"/></Client><Number>+2</Number></Dial>',
      {
        kind: 'dial-parties',
        sipUris: [],
        recording: null,
        dial: {
          ...dial,
          callerId: '+1',
          timeoutSeconds: 9,
          answerOnBridge: true,
          action: { url: '/a', method: 'POST' },
        },
        nouns: [
          { kind: 'client', identity: 'al', params: { k: 'v' }, report: null, url: null },
          { kind: 'number', number: '+2', report: null, url: null, sendDigits: '' },
        ],
      },
    ],
    [
      '<Dial><Conference beep="onEnter" muted="true" startConferenceOnEnter="false" endConferenceOnExit="true" ' +
        'participantLabel="me" waitUrl="" maxParticipants="3" statusCallback="/s" statusCallbackEvent="start join">' +
        ' room </Conference></Dial>',
      {
        kind: 'dial-conference',
        recording: null,
        name: 'room',
        dial,
        join: {
          ...DEFAULT_JOIN,
          beep: 'onEnter',
          muted: true,
          startConferenceOnEnter: false,
          endConferenceOnExit: true,
          label: 'me',
          waitUrl: '',
          maxParticipants: 3,
          report: { url: '/s', method: 'POST', events: ['start', 'join'] },
        },
      },
    ],
    [
      '<Enqueue workflowSid="WW1" waitUrl="/w" waitUrlMethod="GET" action="/e"><Task priority="5" timeout="60">' +
        '{"a":{"b":1}}</Task></Enqueue>',
      {
        kind: 'enqueue',
        queue: '',
        workflowSid: 'WW1',
        task: { attributes: { a: { b: 1 } }, priority: 5, timeoutSeconds: 60 },
        action: { url: '/e', method: 'POST' },
        wait: { url: '/w', method: 'GET' },
      },
    ],
    [
      '<Enqueue>support</Enqueue>',
      {
        kind: 'enqueue',
        queue: 'support',
        workflowSid: null,
        task: { attributes: {} },
        action: null,
        wait: null,
      },
    ],
  ])('reads %s', (verb, expected) => {
    const { verbs } = parseTwiml(
      `<?xml version="1.0" encoding="UTF-8"?><Response>${verb}</Response>`,
    )
    expect(verbs).toEqual([expected])
  })

  test('reads an empty document', () => {
    expect(parseTwiml('<Response/>')).toEqual({ verbs: [], warnings: [] })
  })

  test.each([
    ['', 12100],
    ['no xml', 12100],
    [`<Response>${'<Say>'.repeat(101)}${'</Say>'.repeat(101)}</Response>`, 12100],
    ['<Response><Say>hi</Response>', 12100],
    ['<Say>hi</Say>', 12102],
    ['<Response version="7"/>', 12101],
    ['<Response><Sing/></Response>', 12200],
    ['<Response><Dial><Sim>x</Sim></Dial></Response>', 13215],
    ['<Response><Dial><Conference/></Dial></Response>', 13237],
    ['<Response><Enqueue workflowSid="WW1"><Task>[1]</Task></Enqueue></Response>', 14221],
    [
      `<Response><Enqueue workflowSid="WW1"><Task>${'{"a":'.repeat(101)}1${'}'.repeat(101)}</Task></Enqueue></Response>`,
      14221,
    ],
  ])('refuses %s with %i', (xml, code) => {
    let fault: unknown
    try {
      parseTwiml(xml)
    } catch (error) {
      fault = error
    }
    expect(fault).toBeInstanceOf(TwimlError)
    expect(fault).toMatchObject({ code })
  })

  test('warns of attributes that Twilio does not have and of those that have no effect here', () => {
    const { warnings } = parseTwiml(
      '<Response><Say lop="2">x</Say><Gather bargeIn="false"/></Response>',
    )
    expect(warnings.map(({ message }) => message)).toEqual([
      "Attribute 'lop' is not allowed to appear in element 'Say'",
      '<Gather> bargeIn has no effect in the sandbox',
    ])
  })

  test.each([
    ['<Dial timeout="soon"/>', 13212],
    ['<Dial record="yes">+1</Dial>', 13217],
    ['<Dial><Number sendDigits="one">+1</Number></Dial>', 13222],
    ['<Dial><Conference beep="loud">room</Conference></Dial>', 13235],
    ['<Gather numDigits="0"/>', 13314],
    ['<Record maxLength="long"/>', 13612],
    ['<Redirect method="PUT">/x</Redirect>', 13710],
    ['<Pause length="-1"/>', 13910],
    ['<Say></Say>', 13520],
  ])('warns of the value in %s with %i', (verb, code) => {
    expect(parseTwiml(`<Response>${verb}</Response>`).warnings).toMatchObject([{ code }])
  })
})
