import { Badge, Details, Expandable, timeOfDay, type Tone } from '../parts.tsx'
import type { Conversation } from './conversation.ts'
import { timelineOf, type TimelineEntry } from './timeline.ts'

const TONES: Readonly<Record<TimelineEntry['kind'], Tone>> = {
  call: 'good',
  TwiML: 'plain',
  webhook: 'plain',
  REST: 'busy',
  Task: 'plain',
  debugger: 'bad',
}

interface Props {
  readonly conversation: Conversation
  readonly showsSpeech: boolean
}

/** All of a conversation in one order: its legs, their TwiML, webhooks, REST requests and Tasks. */
export function Timeline({ conversation, showsSpeech }: Props) {
  const entries = timelineOf(conversation).filter(({ isSpeech }) => showsSpeech || !isSpeech)
  return (
    <ol className="timeline" aria-label="Timeline">
      {entries.map((entry) => (
        <li key={entry.key}>
          <Entry entry={entry} />
        </li>
      ))}
    </ol>
  )
}

/** One line; it opens where there is more. */
export function Entry({ entry }: { entry: TimelineEntry }) {
  const { at, kind, text, failed, details, curl } = entry
  const line = (
    <>
      <time dateTime={at}>{timeOfDay(at)}</time>
      <Badge tone={failed ? 'bad' : TONES[kind]}>{kind}</Badge>
      <span className="what">{text}</span>
    </>
  )
  if (details.length === 0) return <div className="line">{line}</div>
  return (
    <Expandable summary={line}>
      <Details details={details} curl={curl} />
    </Expandable>
  )
}
