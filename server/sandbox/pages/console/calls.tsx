import type { AlertEntry, Snapshot } from './control-api.ts'
import { ask } from './control-api.ts'
import { Badge, Empty, Expandable, Fact, Sid, timeOfDay, type Tone } from './parts.tsx'
import { settingsText } from './settings-text.ts'
import type { Run } from './use-sandbox.ts'

type Call = Snapshot['calls'][number]
type Webhook = Snapshot['webhooks'][number]

const SHOWN = 50

const TONES: Readonly<Partial<Record<Call['status'], Tone>>> = {
  'in-progress': 'good',
  ringing: 'busy',
  queued: 'busy',
  initiated: 'busy',
  failed: 'bad',
}
const LIVE: ReadonlySet<Call['status']> = new Set(['queued', 'initiated', 'ringing', 'in-progress'])

interface Props {
  readonly snapshot: Snapshot
  readonly alerts: readonly AlertEntry[]
  readonly run: Run
}

export function Calls({ snapshot: { calls, webhooks }, alerts, run }: Props) {
  if (calls.length === 0) return <Empty>No call yet. Let a telephone call the centre.</Empty>
  return (
    <div>
      {calls.slice(0, SHOWN).map((call) => (
        <CallRow
          key={call.sid}
          call={call}
          webhooks={webhooks.filter(({ params }) => params['CallSid'] === call.sid).toReversed()}
          alerts={alerts.filter(({ resourceSid }) => resourceSid === call.sid)}
          run={run}
        />
      ))}
    </div>
  )
}

interface RowProps {
  readonly call: Call
  readonly webhooks: readonly Webhook[]
  readonly alerts: readonly AlertEntry[]
  readonly run: Run
}

function CallRow({ call, webhooks, alerts, run }: RowProps) {
  return (
    <Expandable open={LIVE.has(call.status)} summary={<CallSummary call={call} />}>
      <CallFacts call={call} />
      <Steps steps={call.steps} />
      {alerts.map(({ sid, errorCode, alertText }) => (
        <p key={sid} className="why">{`${errorCode}: ${alertText}`}</p>
      ))}
      {webhooks.length > 0 && (
        <p className="soft">{`Sent: ${webhooks.map(webhookText).join(', ')}`}</p>
      )}
      {call.status === 'in-progress' && <MediaFaults callSid={call.sid} run={run} />}
    </Expandable>
  )
}

function CallSummary({ call }: { call: Call }) {
  const { status, direction, from, to, duration } = call
  return (
    <>
      <Badge tone={TONES[status] ?? 'plain'}>{status}</Badge>{' '}
      <span className="who">{`${from || '—'} → ${to || call.params['To'] || '—'}`}</span>
      <span className="soft">{`${direction}${duration === null ? '' : `, ${duration} s`}`}</span>
    </>
  )
}

function CallFacts({ call }: { call: Call }) {
  const { sid, parentSid, createdAt, answeredAt, endedAt, sipCode, legs, params } = call
  return (
    <dl>
      <Fact name="Call">
        <Sid value={sid} />
      </Fact>
      <Fact name="Parent">{parentSid && <Sid value={parentSid} />}</Fact>
      <Fact name="Began">{timeOfDay(createdAt)}</Fact>
      <Fact name="Answered">{timeOfDay(answeredAt)}</Fact>
      <Fact name="Ended">{timeOfDay(endedAt)}</Fact>
      <Fact name="SIP">{sipCode}</Fact>
      <Fact name="Legs">
        {legs.map(({ kind, answered }) => `${kind} (${answered ? 'talks' : 'rings'})`).join(', ')}
      </Fact>
      <Fact name="Parameters">
        {Object.keys(params).length > 0 ? <code>{JSON.stringify(params)}</code> : null}
      </Fact>
    </dl>
  )
}

function Steps({ steps }: { steps: Call['steps'] }) {
  if (steps.length === 0) return null
  return (
    <ol className="steps" aria-label="TwiML steps">
      {steps.map(({ at, verb, details, document }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a step has no name of its own
        <li key={index}>
          <span className="soft">{timeOfDay(at)}</span> <strong>{verb}</strong>{' '}
          <code title={document}>{settingsText(details)}</code>
        </li>
      ))}
    </ol>
  )
}

function webhookText({ params, answer }: Webhook): string {
  const event = params['StatusCallbackEvent'] ?? params['CallStatus'] ?? 'request'
  return `${event} ${answer?.status ?? '…'}`
}

function MediaFaults({ callSid, run }: { callSid: string; run: Run }) {
  const add = (fault: object) => run(() => ask('POST', '/media-faults', { callSid, ...fault }))
  return (
    <div className="row">
      <button type="button" onClick={() => add({ does: 'cut', forMs: 5000 })}>
        Cut its audio for 5 s
      </button>
      <button type="button" onClick={() => add({ does: 'lose', percent: 20 })}>
        Lose 20 % of its packets
      </button>
    </div>
  )
}
