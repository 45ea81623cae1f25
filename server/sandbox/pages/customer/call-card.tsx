import type { CallerShown, PhoneState } from './customer-api.ts'
import { CallAgain } from './calling-again.tsx'
import { isMissed } from './call-again.ts'
import { Keypad } from './keypad.tsx'
import type { Person } from './people.ts'
import { Sound } from './sound.tsx'
import type { PhoneView } from './use-phone.ts'

type Call = NonNullable<PhoneState['call']>

const ENDINGS: Readonly<Record<NonNullable<Call['endReason']>, string>> = {
  'hung-up': 'You hung up.',
  'far-end-hung-up': 'The other side hung up.',
  busy: 'The number is busy.',
  rejected: 'You declined the call.',
  'no-answer': 'No one answered.',
  canceled: 'The caller hung up before an answer.',
  failed: 'The call could not be made.',
}

interface Props {
  readonly view: PhoneView
  readonly person: Person
  readonly toNumber: string
  readonly onType: (number: string) => void
}

export function CallCard({ view, person, toNumber, onType }: Props) {
  const { phone, call, busy, run, startMedia } = view
  const live = isLive(call)
  const ringsHere = live && call?.direction === 'incoming' && call.state === 'ringing'
  function dial(): void {
    const to = toNumber.trim()
    if (phone) run(() => startMedia((sdp) => phone.dial(to, sdp, shownOf(person))))
  }
  return (
    <section className="card" aria-labelledby="call-heading">
      <h2 id="call-heading">Call</h2>
      <output className="status" aria-label="Call">
        {statusText(view)}
      </output>
      <Sound call={call} hearing={view.hearing} level={view.level} />
      {phone && person.callsAgain && isMissed(call, view.reachedSomeone) && (
        <CallAgain key={call?.callSid} onCall={dial} />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          dial()
        }}
      >
        <label htmlFor="to-number">Number to call</label>
        <div className="row">
          <input
            id="to-number"
            type="tel"
            autoComplete="off"
            spellCheck="false"
            required
            value={toNumber}
            onChange={(event) => onType(event.target.value)}
          />
          <button type="submit" className="go" disabled={!phone || live || busy}>
            Call
          </button>
        </div>
      </form>
      <div className="row">
        {phone && ringsHere && (
          <button
            type="button"
            className="go"
            disabled={busy}
            onClick={() => run(() => startMedia((sdp) => phone.answer(sdp)))}
          >
            Answer
          </button>
        )}
        {phone && live && (
          <button type="button" className="stop" onClick={() => run(() => phone.hangUp())}>
            {ringsHere ? 'Decline' : 'Hang up'}
          </button>
        )}
      </div>
      {phone && call?.state === 'in-progress' && (
        <Keypad onPress={(key) => run(() => phone.press(key))} />
      )}
    </section>
  )
}

export function isLive(call: PhoneState['call']): boolean {
  return call !== null && call.state !== 'ended'
}

function shownOf({ name, withheld }: Person): CallerShown {
  const trimmed = name.trim()
  return { withheld, ...(trimmed === '' ? {} : { name: trimmed }) }
}

function statusText({ phone, call, busy }: PhoneView): string {
  if (phone === null) return busy ? 'Connecting…' : 'Not connected.'
  if (call === null) return 'Ready.'
  if (call.state === 'ended') return call.endReason ? ENDINGS[call.endReason] : 'The call is over.'
  const other = call.direction === 'incoming' ? call.from : call.to
  if (call.state === 'in-progress') return `In a call with ${other}.`
  return call.direction === 'incoming' ? `${other} is ringing you.` : `Ringing ${other}…`
}
