import * as fc from 'fast-check'
import { CONFERENCE_CHOICES } from '../telephony/conference/conference-settings.ts'
import { randomTwiml } from './random-twiml.ts'

const flag = fc.constantFrom('true', 'false', 'perhaps')
const does = <T extends string>(what: T) => fc.constant(what)

/** What happens to a call and its line: time, its caller, REST. */
const toCalls = [
  fc.record({ does: does('advance'), ms: fc.constantFrom(0, 20, 5000, 60_000) }),
  fc.record({ does: does('press'), digits: fc.constantFrom('1', '#', '*', '12w3') }),
  fc.record({ does: does('hang up') }),
  fc.record({ does: does('call in'), twiml: randomTwiml }),
  fc.record({ does: does('redirect'), twiml: randomTwiml }),
  fc.record({ does: does('record'), status: fc.constantFrom('stopped', 'paused', 'odd') }),
  fc.record({ does: does('participant'), hold: flag, muted: flag }),
  fc.record({
    does: does('invite'),
    to: fc.constantFrom('+15005551002', 'client:ann', 'x'),
    byName: fc.boolean(),
    waits: fc.boolean(),
    starts: flag,
    label: fc.constantFrom('agent', '', '/'),
  }),
] as const

const settings = Object.entries(CONFERENCE_CHOICES).map(([name, choices]) =>
  fc.constantFrom<unknown>(...choices).map((choice) => ({ [name]: choice })),
)

/** A conference, and what Twilio's pages leave open about it. */
const toConferences = [
  fc.record({ does: does('set'), settings: fc.oneof(...settings) }),
  fc.record({ does: does('end conference') }),
  fc.record({ does: does('remove participant') }),
  fc.record({ does: does('change wait URL') }),
  fc.record({ does: does('announce'), toAll: fc.boolean() }),
] as const

/** Queues and who waits in them. */
const toQueues = [
  fc.record({
    does: does('change queue'),
    name: fc.constantFrom('line', 'other', ''),
    size: fc.constantFrom('1', '2', '5000', 'x'),
    isNew: fc.boolean(),
  }),
  fc.record({ does: does('delete queue') }),
  fc.record({ does: does('take member'), front: fc.boolean(), twiml: randomTwiml }),
] as const

const INSTRUCTIONS = 'accept reject conference dequeue call redirect supervise odd'.split(' ')
const STATUSES = 'pending reserved assigned wrapping completed canceled accepted rejected odd'

/** Tasks, their Reservations and the one Worker. */
const toTasks = [
  fc.record({
    does: does('create task'),
    attributes: fc.constantFrom('{}', '{"skill":1}', '{"call_sid":"CA0"}', '{'),
    timeout: fc.constantFrom('5', '60', '600', 'x'),
  }),
  fc.record({ does: does('update task'), status: fc.constantFrom(...STATUSES.split(' ')) }),
  fc.record({ does: does('delete task') }),
  fc.record({ does: does('instruct'), instruction: fc.constantFrom(...INSTRUCTIONS) }),
  fc.record({ does: does('settle'), status: fc.constantFrom(...STATUSES.split(' ')) }),
  fc.record({
    does: does('enter activity'),
    activity: fc.constantFrom('Available', 'Offline', 'Break', 'odd'),
  }),
] as const

const anything = fc.oneof(...toCalls, ...toQueues, ...toTasks, ...toConferences)
export type RandomAct = typeof anything extends fc.Arbitrary<infer T> ? T : never

/** What somebody does while calls go on. */
export const RANDOM_ACTS = {
  anything,
  aroundConferences: fc.oneof(...toCalls, ...toConferences),
  aroundQueues: fc.oneof(...toCalls, ...toQueues),
  aroundTasks: fc.oneof(...toCalls, ...toTasks, ...toTasks),
} satisfies Readonly<Record<string, fc.Arbitrary<RandomAct>>>
