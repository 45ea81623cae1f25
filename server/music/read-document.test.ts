import { expect, it } from 'vitest'
import { readDocument } from './read-document.ts'

const response = (verbs: string) => `<?xml version="1.0"?>\n<Response>${verbs}</Response>\n`
const long = '<Play loop="0">https://cdn.example.com/long.mp3?a=1&amp;b=2</Play>'

it.each([
  ['one endless file', long, ['https://cdn.example.com/long.mp3?a=1&b=2'], null],
  [
    'a greeting, a pause and a file before it',
    `<Say>Hello</Say><Pause length="1"/><Play>hello.wav</Play>${long}`,
    ['hello.wav', 'https://cdn.example.com/long.mp3?a=1&b=2'],
    null,
  ],
  ['an endless sentence', '<Say loop="0">Please wait</Say>', [], null],
  [
    'files that begin again',
    '<!-- ours --><Play>a.mp3</Play><Play> b.mp3 </Play><Redirect method="get"/>',
    ['a.mp3', 'b.mp3'],
    { url: '', method: 'GET' },
  ],
  [
    'a way to another document, which Twilio asks for by POST',
    '<Redirect>next.xml</Redirect><Hangup/>',
    [],
    { url: 'next.xml', method: 'POST' },
  ],
  ['verbs behind it that nobody reaches', `${long}<Hangup/>`, expect.anything(), null],
])('reads %s', (_, verbs, audio, redirect) => {
  expect(readDocument(response(verbs))).toEqual({ kind: 'endless', audio, redirect })
})

it.each([
  ['', 'ends', ''],
  ['<Play>a.mp3</Play>', 'ends', ''],
  ['<Play loop="10">a.mp3</Play>', 'ends', ''],
  ['<Pause loop="0"/>', 'ends', ''],
  [`<Gather>${long}</Gather>`, 'forbidden-verb', '<Gather>'],
  [`<Play>a.mp3</Play><Dial>1</Dial>${long}`, 'forbidden-verb', '<Dial>'],
  ['<Play loop="0"/>', 'not-twiml', '<Play> without an address'],
])('says what is wrong with %j', (verbs, verdict, detail) => {
  expect(readDocument(response(verbs))).toEqual({ kind: 'wrong', verdict, detail })
})

it.each([
  ['', /./],
  ['Not found', /./],
  ['<Response><Play></Response>', /line 1/],
  ['<html><body/></html>', /<html> in place of <Response>/],
  [`${'<a>'.repeat(500)}${'</a>'.repeat(500)}`, /./],
])('knows what is no TwiML: %.40j', (text, detail) => {
  expect(readDocument(text)).toEqual({
    kind: 'wrong',
    verdict: 'not-twiml',
    detail: expect.stringMatching(detail),
  })
})
