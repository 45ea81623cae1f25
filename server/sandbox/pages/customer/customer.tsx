import { useEffect, useRef, useState } from 'react'
import { readCentreNumber, type PhoneState } from './customer-api.ts'
import { Keypad } from './keypad.tsx'
import { usePhone, type PhoneView } from './use-phone.ts'

type Call = NonNullable<PhoneState['call']>

const ENDINGS: Readonly<Record<NonNullable<Call['endReason']>, string>> = {
  'hung-up': 'You hung up.',
  'far-end-hung-up': 'The other side hung up.',
  busy: 'The number is busy.',
  rejected: 'You declined the call.',
  'no-answer': 'Nobody answered.',
  canceled: 'The caller hung up before an answer.',
  failed: 'The call could not be made.',
}

/** The page on which a person is a customer with a telephone. */
export function Customer() {
  const ear = useRef<HTMLAudioElement>(null)
  const view = usePhone(ear)
  const [ownNumber, setOwnNumber] = useState('')
  const [toNumber, setToNumber] = useState(() => query('to') ?? '')

  async function connect(number: string): Promise<void> {
    const phone = await view.connect(number)
    setOwnNumber(phone.number)
    sessionStorage.setItem('number', phone.number)
  }

  useOnce(() => {
    view.run(async () => {
      await connect(query('number') ?? sessionStorage.getItem('number') ?? '')
      if (query('to') !== null) return
      const centreNumber = await readCentreNumber()
      // What the person has typed meanwhile stays.
      setToNumber((typed) => typed || centreNumber)
    })
  })

  return (
    <main>
      <h1>Customer's telephone</h1>
      <p className="lead">You are a customer. Call the contact centre, or let it call you.</p>
      <OwnNumber
        number={ownNumber}
        disabled={view.busy || isLive(view.call)}
        onType={setOwnNumber}
        onUse={() => view.run(() => connect(ownNumber.trim()))}
      />
      <CallCard view={view} toNumber={toNumber} onType={setToNumber} />
      <p className="problem" role="alert" hidden={view.problem === null}>
        {view.problem}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- it is a telephone call */}
      <audio ref={ear} autoPlay />
    </main>
  )
}

function query(name: string): string | null {
  return new URLSearchParams(location.search).get(name)
}

function useOnce(run: () => void): void {
  const done = useRef(false)
  useEffect(() => {
    if (done.current) return
    done.current = true
    run()
  })
}

interface OwnNumberProps {
  readonly number: string
  readonly disabled: boolean
  readonly onType: (number: string) => void
  readonly onUse: () => void
}

function OwnNumber({ number, disabled, onType, onUse }: OwnNumberProps) {
  return (
    <section className="card" aria-labelledby="own-heading">
      <h2 id="own-heading">You</h2>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          onUse()
        }}
      >
        <label htmlFor="own-number">Your number</label>
        <input
          id="own-number"
          type="tel"
          autoComplete="off"
          spellCheck="false"
          value={number}
          onChange={(event) => onType(event.target.value)}
        />
        <button type="submit" disabled={disabled}>
          Use this number
        </button>
      </form>
    </section>
  )
}

interface CallCardProps {
  readonly view: PhoneView
  readonly toNumber: string
  readonly onType: (number: string) => void
}

function CallCard({ view, toNumber, onType }: CallCardProps) {
  const { phone, call, busy, run, startMedia } = view
  const live = isLive(call)
  const ringsHere = live && call?.direction === 'incoming' && call.state === 'ringing'
  return (
    <section className="card" aria-labelledby="call-heading">
      <h2 id="call-heading">Call</h2>
      <output className="status">{statusText(view)}</output>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          const to = toNumber.trim()
          if (phone) run(() => startMedia((sdp) => phone.dial(to, sdp)))
        }}
      >
        <label htmlFor="to-number">Number to call</label>
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

function isLive(call: PhoneState['call']): boolean {
  return call !== null && call.state !== 'ended'
}

function statusText({ phone, call, busy }: PhoneView): string {
  if (phone === null) return busy ? 'Connecting…' : 'Not connected.'
  if (call === null) return 'Ready.'
  if (call.state === 'ended') return call.endReason ? ENDINGS[call.endReason] : 'The call is over.'
  const other = call.direction === 'incoming' ? call.from : call.to
  if (call.state === 'in-progress') return `In a call with ${other}.`
  return call.direction === 'incoming' ? `${other} is ringing you.` : `Ringing ${other}…`
}
