import { useState, type ReactNode } from 'react'
import type { TimelineEntry } from './conversations/timeline.ts'

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
export function Expandable(props: {
  summary: ReactNode
  open?: boolean
  className?: string
  children: ReactNode
}) {
  const [open] = useState(props.open ?? false)
  return (
    <details open={open} className={props.className}>
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

/** Puts a command for a shell on the clipboard. */
function CopyCurl({ curl }: { curl: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <button
      type="button"
      onClick={() => {
        navigator.clipboard.writeText(curl).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }}
    >
      {copied ? 'Copied as curl' : 'Copy as curl'}
    </button>
  )
}

/** What a webhook or a request has; long answers can be scrolled by keyboard. */
export function Details({ details, curl }: Pick<TimelineEntry, 'details' | 'curl'>) {
  return (
    <>
      <dl>
        {details.map(([name, value]) => (
          <Fact key={name} name={name}>
            {name === 'Answer' ? <Body text={value} /> : <code>{value}</code>}
          </Fact>
        ))}
      </dl>
      {curl !== null && <CopyCurl curl={curl} />}
    </>
  )
}

export function Body({ text }: { text: string }) {
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
  return <pre tabIndex={0}>{text}</pre>
}
