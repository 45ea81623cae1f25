import { useState, type ReactNode } from 'react'
import { Conversations } from './conversations/conversations.tsx'
import { groupCalls } from './conversations/group-calls.ts'
import { ask, type Snapshot } from './control-api.ts'
import { Faults } from './faults.tsx'
import { timeOfDay } from './parts.tsx'
import { Phones } from './phones.tsx'
import { matches } from './matches.ts'
import { Debugger, RestRequests, Webhooks } from './requests.tsx'
import { Search, type View } from './search.tsx'
import { useSandbox, type Run, type SandboxView } from './use-sandbox.ts'
import { Numbers, Queues, Tasks, WorkersAndDevices } from './work.tsx'

/** The page on which a person sees what the sandbox does, and why. */
export function Console() {
  const view = useSandbox()
  const [wanted, setWanted] = useState<View>({ query: '', showsSpeech: false })
  return (
    <>
      <a className="skip" href="#conversations">
        Skip to the conversations
      </a>
      <header>
        <h1>Sandbox</h1>
        <output>{stateText(view)}</output>
        <Search view={wanted} onChange={setWanted} />
        <Time time={view.reading?.snapshot.time ?? null} run={view.run} />
        <div className="row">
          <a className="button" href="/sandbox/customer" target="_blank" rel="noopener">
            Be a customer
          </a>
          {view.reading?.links.map(({ text, url }) => (
            <a key={url} className="button" href={url} target="_blank" rel="noopener">
              {text}
            </a>
          ))}
          <button type="button" className="stop" onClick={() => view.run(reset)}>
            Reset
          </button>
        </div>
      </header>
      <p className="problem" role="alert" hidden={view.problem === null}>
        {view.problem}
      </p>
      <main>
        {view.reading !== null && <Columns {...view.reading} view={wanted} run={view.run} />}
      </main>
    </>
  )
}

function stateText({ reading, answers }: SandboxView): string {
  if (!answers) return 'The sandbox is not responding.'
  if (reading === null) return 'Connecting…'
  const { openLegs } = reading.snapshot
  if (openLegs === 0) return 'No active calls'
  return openLegs === 1 ? '1 active leg' : `${openLegs} active legs`
}

async function reset(): Promise<void> {
  if (!confirm('End all calls and forget them? Workers and URLs stay.')) return
  await ask('POST', '/reset', { keepConfiguration: true })
}

function Time({ time, run }: { time: Snapshot['time'] | null; run: Run }) {
  const frozen = time?.frozen ?? false
  const advance = (advanceMs: number) => run(() => ask('POST', '/time', { advanceMs }))
  return (
    <fieldset className="row" aria-label="Time">
      <time dateTime={time?.now}>{timeOfDay(time?.now ?? null).slice(0, 8)}</time>
      <button
        type="button"
        aria-pressed={frozen}
        onClick={() => run(() => ask('POST', '/time', { frozen: !frozen }))}
      >
        {frozen ? 'Resume' : 'Freeze'}
      </button>
      <button type="button" onClick={() => advance(10_000)}>
        +10 s
      </button>
      <button type="button" onClick={() => advance(60_000)}>
        +1 min
      </button>
      <button type="button" onClick={() => advance(3_600_000)}>
        +1 h
      </button>
    </fieldset>
  )
}

interface ColumnsProps extends NonNullable<SandboxView['reading']> {
  readonly view: View
  readonly run: Run
}

function Columns({ snapshot, alerts, view, run }: ColumnsProps) {
  const conversations = groupCalls(snapshot, alerts ?? [])
  return (
    <>
      <div className="column">
        <Section id="conversations" title="Conversations">
          <Conversations
            conversations={conversations.filter((each) => matches(each, view.query))}
            searched={view.query !== ''}
            showsSpeech={view.showsSpeech}
            run={run}
          />
        </Section>
        <Section id="webhooks" title="Webhooks">
          <Webhooks webhooks={snapshot.webhooks} view={view} />
        </Section>
        <Section id="requests" title="REST requests">
          <RestRequests requests={snapshot.requests} view={view} />
        </Section>
        <Section id="debugger" title="Debugger">
          <Debugger alerts={alerts} />
        </Section>
      </div>
      <div className="column">
        <Section id="phones" title="Phones">
          <Phones snapshot={snapshot} run={run} />
        </Section>
        <Section id="tasks" title="Tasks">
          <Tasks snapshot={snapshot} />
        </Section>
        <Section id="queues" title="Queues">
          <Queues snapshot={snapshot} />
        </Section>
        <Section id="workers" title="Workers and Devices">
          <WorkersAndDevices snapshot={snapshot} run={run} />
        </Section>
        <Section id="faults" title="Faults">
          <Faults snapshot={snapshot} run={run} />
        </Section>
        <Section id="numbers" title="Numbers">
          <Numbers snapshot={snapshot} />
        </Section>
      </div>
    </>
  )
}

function Section(props: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`} tabIndex={-1}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.children}
    </section>
  )
}
