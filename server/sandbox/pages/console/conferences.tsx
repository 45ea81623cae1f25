import type { Snapshot } from './control-api.ts'
import { Badge, Empty, Expandable, Sid } from './parts.tsx'

type Conference = Snapshot['conferences'][number]

const SHOWN = 30

export function Conferences({ snapshot: { conferences } }: { snapshot: Snapshot }) {
  if (conferences.length === 0) return <Empty>No conference.</Empty>
  return (
    <div>
      {conferences.slice(0, SHOWN).map((conference) => (
        <ConferenceRow key={conference.sid} conference={conference} />
      ))}
    </div>
  )
}

function ConferenceRow({ conference }: { conference: Conference }) {
  const { friendlyName, status, participants, ringing, endReason } = conference
  const summary = (
    <>
      <Badge tone={status === 'in-progress' ? 'good' : 'plain'}>{status}</Badge>{' '}
      <span className="who">{friendlyName}</span>
      <span className="soft">{endReason ?? `${participants.length} in it`}</span>
    </>
  )
  return (
    <Expandable open={status !== 'completed'} summary={summary}>
      <ul>
        {participants.map(({ callSid, label, muted, held }) => (
          <li key={callSid}>
            <Sid value={callSid} /> {label ?? ''} {muted && <Badge>muted</Badge>}
            {held && <Badge tone="busy">on hold</Badge>}
          </li>
        ))}
        {ringing.map(({ callSid, label }) => (
          <li key={callSid}>
            <Sid value={callSid} /> {label ?? ''} <Badge tone="busy">rings</Badge>
          </li>
        ))}
      </ul>
    </Expandable>
  )
}
