import type { ReactNode } from 'react'
import { Calls } from './calls.tsx'
import { Conferences } from './conferences.tsx'
import { ask, type Snapshot } from './control-api.ts'
import { Faults } from './faults.tsx'
import { timeOfDay } from './parts.tsx'
import { Phones } from './phones.tsx'
import { Debugger, Webhooks } from './requests.tsx'
import { useSandbox, type Run, type SandboxView } from './use-sandbox.ts'
import { Numbers, Queues, Tasks, WorkersAndDevices } from './work.tsx'

/** The page on which a person sees what the sandbox does, and why. */
export function Console() {
  const view = useSandbox()
  return (
    <>
      <a className="skip" href="#calls">
        To the calls
      </a>
      <header>
        <h1>Sandbox</h1>
        <output>{stateText(view)}</output>
        <Time time={view.reading?.snapshot.time ?? null} run={view.run} />
        <div className="row">
          <a className="button" href="/sandbox/customer" target="_blank" rel="noopener">
            Be a customer
          </a>
          <button type="button" className="stop" onClick={() => view.run(reset)}>
            Reset
          </button>
        </div>
      </header>
      <p className="problem" role="alert" hidden={view.problem === null}>
        {view.problem}
      </p>
      <main>{view.reading !== null && <Columns {...view.reading} run={view.run} />}</main>
    </>
  )
}

function stateText({ reading, answers }: SandboxView): string {
  if (!answers) return 'The sandbox does not answer.'
  if (reading === null) return 'Connecting…'
  const { openLegs } = reading.snapshot
  if (openLegs === 0) return 'Nobody talks.'
  return openLegs === 1 ? '1 party talks.' : `${openLegs} parties talk.`
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
        {frozen ? 'Go on' : 'Freeze'}
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
  readonly run: Run
}

function Columns({ snapshot, alerts, run }: ColumnsProps) {
  return (
    <>
      <div className="column">
        <Section id="calls" title="Calls">
          <Calls snapshot={snapshot} alerts={alerts ?? []} run={run} />
        </Section>
        <Section id="conferences" title="Conferences">
          <Conferences snapshot={snapshot} />
        </Section>
        <Section id="webhooks" title="Webhooks">
          <Webhooks snapshot={snapshot} />
        </Section>
        <Section id="debugger" title="Debugger">
          <Debugger alerts={alerts} />
        </Section>
      </div>
      <div className="column">
        <Section id="phones" title="Telephones">
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
