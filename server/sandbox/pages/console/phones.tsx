import { useState } from 'react'
import { ask, dial, phonePath, type Snapshot } from './control-api.ts'
import { Badge, Empty, type Tone } from './parts.tsx'
import type { Run } from './use-sandbox.ts'

type Phone = Snapshot['phones'][number]
type UsedPhone = Phone & { readonly call: NonNullable<Phone['call']> }
type State = UsedPhone['call']['state']

const SHOWN = 30
const FIRST_CALLER = 15_005_551_001

const WORDS: Readonly<Record<State, string>> = {
  dialing: 'dialling',
  ringing: 'ringing',
  'in-progress': 'talking',
  ended: 'hung up',
}
const TONES: Readonly<Record<State, Tone>> = {
  dialing: 'busy',
  ringing: 'busy',
  'in-progress': 'good',
  ended: 'plain',
}

interface Props {
  readonly snapshot: Snapshot
  readonly run: Run
}

export function Phones({ snapshot: { phones, numbers }, run }: Props) {
  return (
    <>
      <DialForm numbers={numbers.map(({ phoneNumber }) => phoneNumber)} run={run} />
      <PhoneList phones={phones} run={run} />
    </>
  )
}

/** Calls one of the account's numbers, from another number each time. */
function DialForm({ numbers, run }: { numbers: readonly string[]; run: Run }) {
  const [nextCaller, setNextCaller] = useState(FIRST_CALLER)
  const [from, setFrom] = useState(`+${FIRST_CALLER}`)
  async function call(to: string): Promise<void> {
    await dial(from.trim(), to)
    setNextCaller(nextCaller + 1)
    setFrom(`+${nextCaller + 1}`)
  }
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        const to = String(new FormData(event.currentTarget).get('to'))
        run(() => call(to))
      }}
    >
      <label>
        From{' '}
        <input
          type="tel"
          autoComplete="off"
          required
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label>
        To{' '}
        <select name="to">
          {numbers.map((number) => (
            <option key={number}>{number}</option>
          ))}
        </select>
      </label>
      <button type="submit" className="go">
        Call the centre
      </button>
    </form>
  )
}

const hasCall = (phone: Phone): phone is UsedPhone => phone.call !== null
const rank = ({ call }: UsedPhone) => (call.state === 'ended' ? 1 : 0)

/** Telephones with a call, live calls first; idle ones of the number plan would only fill the page. */
function PhoneList({ phones, run }: { phones: readonly Phone[]; run: Run }) {
  const used = phones.filter(hasCall)
  if (used.length === 0) return <Empty>No phone has had a call.</Empty>
  return (
    <ul className="rows">
      {used
        .toSorted((a, b) => rank(a) - rank(b))
        .slice(0, SHOWN)
        .map((phone) => (
          <PhoneRow key={phone.number} phone={phone} run={run} />
        ))}
    </ul>
  )
}

function PhoneRow({ phone, run }: { phone: UsedPhone; run: Run }) {
  const { number, hears, digitsHeard } = phone
  const { state, direction, from, to, endReason } = phone.call
  const press = (path: string) => run(() => ask('POST', phonePath(number, path)))
  return (
    <li>
      <Badge tone={TONES[state]}>{WORDS[state]}</Badge>
      <span className="who">{number}</span>
      <span className="soft">
        {endReason ?? (direction === 'incoming' ? `from ${from}` : `to ${to}`)}
      </span>
      {state === 'in-progress' && (
        <span className="soft">{`hears ${hears.hz === null ? 'silence' : `${hears.hz} Hz`} at ${Math.round(hears.dbfs)} dBFS`}</span>
      )}
      {digitsHeard !== '' && <span className="soft">{`keys heard: ${digitsHeard}`}</span>}
      {state === 'ringing' && direction === 'incoming' && (
        <button type="button" onClick={() => press('/answer')}>
          Answer
        </button>
      )}
      {state !== 'ended' && (
        <button type="button" onClick={() => press('/hangup')}>
          Hang up
        </button>
      )}
      {state === 'in-progress' && <KeysForm number={number} run={run} />}
      <a href={`/sandbox${phonePath(number, '/heard.wav')}`} download={`${number}.wav`}>
        Listen
      </a>
    </li>
  )
}

function KeysForm({ number, run }: { number: string; run: Run }) {
  return (
    <form
      className="keys"
      onSubmit={(event) => {
        event.preventDefault()
        const digits = String(new FormData(event.currentTarget).get('digits'))
        run(() => ask('POST', phonePath(number, '/digits'), { digits }))
      }}
    >
      <input
        name="digits"
        aria-label={`Keys of ${number}`}
        pattern="[0-9*#A-Dw]+"
        size={6}
        required
        autoComplete="off"
      />
      <button type="submit">Press</button>
    </form>
  )
}
