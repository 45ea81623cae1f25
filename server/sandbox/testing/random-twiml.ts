import * as fc from 'fast-check'

const VERBS = (
  'Say Play Pause Gather Record Start Stop Connect Enqueue Dial Redirect Hangup Leave Reject Pay ' +
  'Refer Number Client Conference Queue Sip Sim Stream Transcription Parameter Task Nonsense'
).split(' ')

const ATTRIBUTES = (
  'action method timeout timeLimit length loop digits numDigits finishOnKey input maxLength playBeep ' +
  'record recordingStatusCallback hangupOnStar callerId answerOnBridge muted beep coach ' +
  'startConferenceOnEnter endConferenceOnExit maxParticipants waitUrl statusCallback ' +
  'statusCallbackEvent workflowSid name url track reason priority participantLabel nonsense'
).split(' ')

const value = fc.constantFrom(
  '',
  'true',
  'false',
  '0',
  '1',
  '5',
  '-1',
  '1e9',
  '/next',
  '/nowhere',
  'POST',
  'GET',
  'dtmf',
  'join leave',
  'record-from-answer',
  'record-from-start',
  'both_tracks',
  '#',
  'ws://[',
  '&amp;',
)

const text = fc.constantFrom(
  '',
  'hello',
  '/next',
  '/tone/400.wav',
  'room',
  '+15005551002',
  '+15005573000',
  'sip:ann@example.com',
  'ann',
  '{"skill":1}',
  '{',
  '&lt;',
  '\u{1F4DE}',
)

const opening = fc
  .tuple(
    fc.constantFrom(...VERBS),
    fc.uniqueArray(fc.tuple(fc.constantFrom(...ATTRIBUTES), value), {
      maxLength: 4,
      selector: ([name]) => name,
    }),
  )
  .map(([name, attributes]) => ({
    name,
    start: [name, ...attributes.map(([key, each]) => `${key}="${each}"`)].join(' '),
  }))

/** An element inside two others is deeper than any that Twilio has. */
const DEEPEST = 4

function elementOf(depth: number): fc.Arbitrary<string> {
  const children = depth === 0 ? fc.constant([]) : fc.array(elementOf(depth - 1), { maxLength: 2 })
  return fc
    .tuple(opening, text, children)
    .map(([{ name, start }, words, inside]) => `<${start}>${words}${inside.join('')}</${name}>`)
}

/** One element of any depth up to where it can no longer matter; now and then a chain that is far too deep. */
const element = fc.oneof(
  { arbitrary: elementOf(DEEPEST), weight: 30 },
  { arbitrary: fc.nat(300).map((n) => `${'<Dial>'.repeat(n)}${'</Dial>'.repeat(n)}`), weight: 1 },
)

/** A caller waits in the queue, in a conference, or for a Worker. The Workflow is a `*`. */
export const IN_QUEUE = '<Enqueue waitUrl="/wait" action="/next">line</Enqueue>'
export const IN_CONFERENCE =
  '<Dial><Conference startConferenceOnEnter="false" waitUrl="/wait">room</Conference></Dial>' +
  '<Dial action="/next"><Conference startConferenceOnEnter="false">second</Conference></Dial>'
export const IN_WORKFLOW =
  '<Enqueue workflowSid="*" waitUrl="" action="/next"><Task timeout="30">{"skill":1}</Task></Enqueue>'

/** Documents of the likely kind: verbs that a call stays in, nested as they may be. */
const valid = fc.constantFrom(
  '<Dial><Conference beep="false">room</Conference></Dial>',
  '<Dial record="record-from-answer"><Number>+15005551002</Number></Dial>',
  '<Dial timeout="5"><Number>+15005573000</Number></Dial><Say>Nobody</Say>',
  '<Gather input="dtmf" timeout="3" action="/next"><Say>Press</Say></Gather>',
  '<Record maxLength="30" action="/next"/>',
  '<Enqueue waitUrl="">line</Enqueue>',
  IN_CONFERENCE,
  IN_QUEUE,
  IN_WORKFLOW,
  '<Dial><Queue>line</Queue></Dial>',
  '<Dial timeout="5" action="/next"><Queue url="/wait">line</Queue></Dial>',
  '<Pause length="60"/>',
)

const documentOf = (verb: fc.Arbitrary<string>, constraints: fc.ArrayConstraints) =>
  fc.array(verb, constraints).map((verbs) => verbs.join(''))

/**
 * What stands inside `<Response>`. One verb that is nothing ends the whole document, so that most have only such as an
 * application would write.
 */
export const randomTwiml = fc.oneof(
  { arbitrary: documentOf(valid, { minLength: 1, maxLength: 3 }), weight: 3 },
  { arbitrary: documentOf(fc.oneof(valid, element), { maxLength: 4 }), weight: 1 },
)

/** What callers hear while they wait, in `<Response>`. */
export const randomWaitTwiml = fc.oneof(
  fc.constantFrom('<Leave/>', '<Hangup/>', '<Redirect>/next</Redirect>', '<Redirect/>', ''),
  fc.constantFrom('<Say>Wait</Say>', '<Pause length="2"/><Leave/>', '<Play>/tone/400.wav</Play>'),
  randomTwiml,
)
