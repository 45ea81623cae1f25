import { useState, type ReactNode } from 'react'

export type Tone = 'plain' | 'good' | 'busy' | 'bad'

/** A short word with a colour that only repeats what the word says. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
}

/** What stands in place of an empty list. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="none">{children}</p>
}

/** The end of a SID is enough to tell it from others; its title has all of it. */
export function Sid({ value }: { value: string }) {
  return <code title={value}>{`${value.slice(0, 2)}…${value.slice(-6)}`}</code>
}

/** A row that opens to its details. `open` is how it starts; after that only the reader opens and closes it. */
export function Expandable(props: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  const [open] = useState(props.open ?? false)
  return (
    <details open={open}>
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  )
}

/** A name with its value; nothing where there is no value. It stands in a `<dl>`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** The time of day of an ISO 8601 instant, to the millisecond. */
export function timeOfDay(iso: string | null): string {
  return iso === null ? '' : iso.slice(11, 23)
}
