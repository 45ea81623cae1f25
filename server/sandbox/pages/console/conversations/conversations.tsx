import { ask } from '../control-api.ts'
import { Badge, Empty, Expandable, Sid, timeOfDay, type Tone } from '../parts.tsx'
import type { Run } from '../use-sandbox.ts'
import { isLive, isLiveCall, partiesOf, type Call, type Conversation } from './conversation.ts'
import { Timeline } from './timeline-list.tsx'
import { legText } from './timeline.ts'

const SHOWN = 50

const TONES: Readonly<Partial<Record<Call['status'], Tone>>> = {
  'in-progress': 'good',
  ringing: 'busy',
  queued: 'busy',
  initiated: 'busy',
  failed: 'bad',
}

interface Props {
  readonly conversations: readonly Conversation[]
  readonly searched: boolean
  readonly showsSpeech: boolean
  readonly run: Run
}

export function Conversations({ conversations, searched, showsSpeech, run }: Props) {
  if (conversations.length === 0) {
    return (
      <Empty>{searched ? 'No match.' : 'No call yet. Let a phone call the contact centre.'}</Empty>
    )
  }
  return (
    <div>
      {conversations.slice(0, SHOWN).map((conversation) => (
        <Expandable
          key={conversation.key}
          className="conversation"
          open={isLive(conversation)}
          summary={<Summary conversation={conversation} />}
        >
          <Legs conversation={conversation} run={run} />
          <Timeline conversation={conversation} showsSpeech={showsSpeech} />
        </Expandable>
      ))}
    </div>
  )
}

function Summary({ conversation }: { conversation: Conversation }) {
  const { customer, others } = partiesOf(conversation)
  const { calls, tasks } = conversation
  const [first] = calls
  const live = calls.find(isLiveCall)
  const shown = live ?? first
  const queue = tasks.find((task) => task.queue !== null)?.queue
  return (
    <>
      {shown && <Badge tone={TONES[shown.status] ?? 'plain'}>{shown.status}</Badge>}{' '}
      <span className="who">{[customer, ...others].join(' · ')}</span>
      <span className="soft">
        {[queue, first && timeOfDay(first.createdAt).slice(0, 8), lengthText(calls)]
          .filter((part) => part !== undefined && part !== '')
          .join(', ')}
      </span>
    </>
  )
}

function lengthText(calls: readonly Call[]): string {
  const longest = Math.max(0, ...calls.map(({ duration }) => duration ?? 0))
  return longest === 0 ? '' : `${longest} s`
}

/** The calls that a conversation is made of, and what each of them hears and says. */
function Legs({
  conversation: { calls, conferences },
  run,
}: {
  conversation: Conversation
  run: Run
}) {
  const participants = conferences
    .filter(({ status }) => status !== 'completed')
    .flatMap((conference) => conference.participants)
  return (
    <ul className="rows" aria-label="Legs">
      {calls.map((call) => {
        const { sid, status, sipCode } = call
        const participant = participants.find(({ callSid }) => callSid === sid)
        return (
          <li key={sid}>
            <Badge tone={TONES[status] ?? 'plain'}>{status}</Badge>
            <span className="who">{legText(call)}</span>
            {participant?.muted && <Badge>muted</Badge>}
            {participant?.held && <Badge tone="busy">on hold</Badge>}
            {sipCode !== null && <span className="soft">{`SIP ${sipCode}`}</span>}
            <Sid value={sid} />
            {status === 'in-progress' && <MediaFaults callSid={sid} run={run} />}
          </li>
        )
      })}
    </ul>
  )
}

function MediaFaults({ callSid, run }: { callSid: string; run: Run }) {
  const add = (fault: object) => run(() => ask('POST', '/media-faults', { callSid, ...fault }))
  return (
    <>
      <button type="button" onClick={() => add({ does: 'cut', forMs: 5000 })}>
        Cut audio for 5 s
      </button>
      <button type="button" onClick={() => add({ does: 'lose', percent: 20 })}>
        Lose 20 % of packets
      </button>
    </>
  )
}
