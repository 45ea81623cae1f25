import { ask, type Snapshot } from './control-api.ts'
import { expressionText } from './expression-text.ts'
import { Badge, Empty, Expandable, Fact, Sid, timeOfDay } from './parts.tsx'
import type { Run } from './use-sandbox.ts'

type Task = Snapshot['tasks'][number]

const SHOWN = 30
const ACTIVE: ReadonlySet<Task['status']> = new Set(['pending', 'reserved', 'assigned', 'wrapping'])

export function Tasks({ snapshot: { tasks } }: { snapshot: Snapshot }) {
  if (tasks.length === 0) return <Empty>No tasks</Empty>
  return (
    <div>
      {tasks.slice(0, SHOWN).map((task) => (
        <TaskRow key={task.sid} task={task} />
      ))}
    </div>
  )
}

function TaskRow({ task }: { task: Task }) {
  const { sid, status, reason, queue, priority, createdAt, attributes, reservations } = task
  const summary = (
    <>
      <Badge tone={ACTIVE.has(status) ? 'good' : 'plain'}>{status}</Badge>{' '}
      <span className="who">{queue ?? 'no queue'}</span>
      <span className="soft">{reason ?? `since ${timeOfDay(createdAt)}`}</span>
    </>
  )
  return (
    <Expandable summary={summary}>
      <dl>
        <Fact name="Task">
          <Sid value={sid} />
        </Fact>
        <Fact name="Priority">{priority}</Fact>
        <Fact name="Attributes">
          <code>{JSON.stringify(attributes)}</code>
        </Fact>
      </dl>
      <ul>
        {reservations.map((reservation) => (
          <li key={reservation.sid}>
            {`${reservation.workerName}: `}
            <Badge>{reservation.status}</Badge>
          </li>
        ))}
      </ul>
    </Expandable>
  )
}

export function Queues({ snapshot: { taskQueues, queues, workflows } }: { snapshot: Snapshot }) {
  // `<Enqueue workflowSid>` makes a queue whose name is the Workflow's SID.
  const nameOf = (name: string) => workflows.find(({ sid }) => sid === name)?.friendlyName ?? name
  return (
    <ul>
      {taskQueues.map(({ sid, friendlyName, targetWorkers, taskSids }) => (
        <li key={sid}>
          <span className="who">{friendlyName}</span>
          {` ${taskSids.length === 1 ? '1 task' : `${taskSids.length} tasks`}, for `}
          <Expression expression={targetWorkers} />
        </li>
      ))}
      {queues.map(({ sid, friendlyName, waiting }) => (
        <li key={sid}>
          <span className="who">{nameOf(friendlyName)}</span>
          {` ${waiting.length === 1 ? '1 caller' : `${waiting.length} callers`} waiting`}
        </li>
      ))}
    </ul>
  )
}

function Expression({ expression }: { expression: string }) {
  const text = expressionText(expression)
  return text === expression ? <code>{text}</code> : text
}

export function WorkersAndDevices({ snapshot, run }: { snapshot: Snapshot; run: Run }) {
  const { workers, workerSockets, devices } = snapshot
  if (workers.length + devices.length === 0) return <Empty>No workers or devices</Empty>
  return (
    <ul className="rows">
      {workers.map(({ sid, friendlyName, activity, available }) => (
        <li key={sid}>
          <Badge tone={available ? 'good' : 'plain'}>{activity}</Badge>
          <span className="who">{friendlyName}</span>
          {workerSockets.some(({ workerSid }) => workerSid === sid) && (
            <SocketFaults path={`/workers/${sid}`} run={run} />
          )}
        </li>
      ))}
      {devices.map(({ identity, registered, callSids }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- several Devices can have one identity
        <li key={`device ${index}`}>
          <Badge tone={registered ? 'good' : 'plain'}>
            {registered ? 'registered' : 'offline'}
          </Badge>
          <span className="who">{`Device ${identity ?? 'without a token'}`}</span>
          {callSids.length > 0 && <span className="soft">{`${callSids.length} calls`}</span>}
          {identity !== null && (
            <SocketFaults path={`/devices/${encodeURIComponent(identity)}`} run={run} />
          )}
        </li>
      ))}
    </ul>
  )
}

function SocketFaults({ path, run }: { path: string; run: Run }) {
  return (
    <>
      <button type="button" onClick={() => run(() => ask('POST', `${path}/disconnect`))}>
        Drop connection
      </button>
      <button type="button" onClick={() => run(() => ask('POST', `${path}/expire-token`))}>
        Expire token
      </button>
    </>
  )
}

export function Numbers({ snapshot: { numbers } }: { snapshot: Snapshot }) {
  return (
    <ul>
      {numbers.map(({ sid, phoneNumber, voiceUrl }) => (
        <li key={sid}>
          <span className="who">{phoneNumber}</span>{' '}
          {voiceUrl ? <code>{voiceUrl}</code> : 'has no voice URL'}
        </li>
      ))}
    </ul>
  )
}
