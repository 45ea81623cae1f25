import { useEffect, useRef, useState } from 'react'
import type { Hearing, PhoneState } from './customer-api.ts'
import { heardText } from './heard-text.ts'
import { useEvery } from './use-every.ts'

interface Props {
  readonly call: PhoneState['call']
  readonly hearing: Hearing | null
  /** How loud the own microphone is, 0 to 1. */
  readonly level: () => number
}

/** What goes in and out of the customer's phone, and since when. */
export function Sound({ call, hearing, level }: Props) {
  const heard = heardText(call, hearing)
  if (heard === null || call === null) return null
  return (
    <dl className="sound">
      {call.state === 'in-progress' && (
        <>
          <dt>Time</dt>
          <dd>
            <Timer key={call.callSid} />
          </dd>
        </>
      )}
      <dt>You hear</dt>
      <dd>
        <output aria-label="You hear">{heard}</output>
      </dd>
      {call.state === 'in-progress' && (
        <>
          <dt id="microphone">Microphone</dt>
          <dd>
            <Level level={level} />
          </dd>
        </>
      )}
    </dl>
  )
}

/** Since it is on the page: the sandbox's own clock can stand still. */
function Timer() {
  const [startedAt] = useState(() => performance.now())
  const [seconds, setSeconds] = useState(0)
  useEvery(500, () => setSeconds(Math.floor((performance.now() - startedAt) / 1000)))
  return <time role="timer">{timeText(seconds)}</time>
}

function timeText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function Level({ level }: { level: () => number }) {
  const meter = useRef<HTMLMeterElement>(null)
  useEffect(() => {
    let frame = 0
    const draw = () => {
      if (meter.current !== null) meter.current.value = level()
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [level])
  return <meter ref={meter} aria-labelledby="microphone" min={0} max={1} />
}
