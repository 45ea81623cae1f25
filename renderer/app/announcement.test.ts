import { array, assert, boolean, constantFrom, oneof, property, record } from 'fast-check'
import { expect, it } from 'vitest'
import type { CallSnapshot } from '../../server/contract/desk.ts'
import {
  instant,
  makeAgent,
  makeCall,
  makeDesk,
  makeParty,
  makeTransfer,
} from '../../tests/fakes/snapshots.ts'
import type { UnstampedEvent } from '../domain/model/events.ts'
import { ready, Walk } from '../domain/testing/samples.ts'
import { en } from '../i18n/en.ts'
import { selectView } from '../stores/select-view.ts'
import { announcement } from './announcement.ts'

const call = { callId: 'call-1' } as const
const step = { about: 'party', ...call, partyId: 'customer' } as const
const commands = constantFrom<UnstampedEvent>(
  { kind: 'request', request: { ...step, step: 'hold' } },
  { kind: 'request', request: { ...step, step: 'resume' } },
)
const answers = constantFrom<UnstampedEvent>(
  { kind: 'request-settled', request: { ...step, step: 'hold' }, error: 'twilio-unavailable' },
  { kind: 'request-settled', request: { ...step, step: 'hold' }, error: 'unreachable' },
  { kind: 'request-settled', request: { ...step, step: 'resume' }, error: 'internal' },
  { kind: 'tick' },
)
const failures: readonly Omit<NonNullable<CallSnapshot['failure']>, 'at'>[] = [
  { command: 'transfer', code: 'declined', who: 'Grace' },
  { command: 'transfer', code: 'refused', who: null },
  { command: 'hold', code: 'unreachable', who: null },
  { command: 'hold', code: 'not-confirmed', who: null },
  { command: 'resume', code: 'refused', who: null },
  { command: 'mute', code: 'refused', who: 'Grace' },
]
const snapshots = record({
  hold: record({ requested: boolean(), confirmed: boolean() }),
  transfer: constantFrom(null, makeTransfer()),
  failure: constantFrom(null, ...failures),
})
const story = array(oneof(commands, answers, snapshots), { maxLength: 40, size: 'max' })

it('never says that somebody is on hold whose hold is not confirmed, and tells no failure twice', () => {
  assert(
    property(story, (happened) => {
      const walk = new Walk()
      walk.go([...ready, desk(2, makeCall())])
      let revision = 2
      let told = { words: '', about: '' }
      for (const item of happened) {
        const event =
          'kind' in item
            ? item
            : desk((revision += 1), {
                ...item,
                failure: item.failure && { ...item.failure, at: instant(revision * 10) },
                parties: [makeParty({ hold: { ...item.hold, since: instant() } }), makeAgent()],
              })
        const before = customerHold(walk)
        walk.go([event], 1_000)
        const view = selectView(walk.state)
        const { failure = '', calmly } = announcement(view, en)
        const saysHeld = /Marta.* is (still )?on hold/.test(`${failure} ${calmly}`)
        expect(saysHeld && !customerHold(walk)).toBe(false)
        const ended = failure === '' && told.words !== ''
        // It ends for a reason: a command, the server's word, what is confirmed since, or another failure.
        const cleared = !('kind' in item) && item.failure === null
        const confirmed = customerHold(walk) !== before
        const another = !['', told.about].includes(aboutOf(view))
        expect(ended && event.kind !== 'request' && !cleared && !confirmed && !another).toBe(false)
        const about = failure === '' ? '' : aboutOf(view)
        const toldAgain = told.words !== '' && failure !== told.words && about === told.about
        expect(toldAgain).toBe(false)
        told = { words: failure, about }
      }
    }),
    { numRuns: 400 },
  )
})

function desk(revision: number, over: Partial<CallSnapshot>): UnstampedEvent {
  return { kind: 'desk', snapshot: makeDesk({ revision, calls: [makeCall(over)] }) }
}

function customerHold({ state }: Walk): boolean {
  return state.link.desk?.calls[0]?.parties[0]?.hold.confirmed === true
}

/** What the failure on the screen is about. */
function aboutOf({ stage }: ReturnType<typeof selectView>): string {
  const failure = stage.kind === 'call' ? stage.failure : null
  return failure === null
    ? ''
    : `${failure.command} ${failure.command === 'mute' ? failure.who : ''}`
}
