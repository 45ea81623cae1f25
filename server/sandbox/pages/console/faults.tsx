import { ask, type Snapshot } from './control-api.ts'
import { FAULT_PATHS, faultRequest, FAULTS } from './fault-request.ts'
import { Badge, Empty } from './parts.tsx'
import { settingsText } from './settings-text.ts'
import type { Run } from './use-sandbox.ts'

export function Faults({ snapshot, run }: { snapshot: Snapshot; run: Run }) {
  return (
    <>
      <FaultForm run={run} />
      <FaultList faults={snapshot.faults} />
    </>
  )
}

function FaultForm({ run }: { run: Run }) {
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        const [path, body] = faultRequest(new FormData(event.currentTarget))
        run(() => ask('POST', path, body))
      }}
    >
      <label>
        Fault{' '}
        <select name="fault">
          {Object.keys(FAULTS).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        Times <input name="times" type="number" min="1" max="1000" defaultValue="1" />
      </label>
      <label>
        Chance, % <input name="chance" type="number" min="1" max="100" defaultValue="100" />
      </label>
      <label>
        Seed <input name="seed" type="number" min="0" placeholder="any" />
      </label>
      <button type="submit">Add fault</button>
      <button
        type="button"
        onClick={() => run(() => Promise.all(FAULT_PATHS.map((path) => ask('DELETE', path))))}
      >
        Clear faults
      </button>
    </form>
  )
}

interface ShownFault {
  readonly does: string
  readonly seed?: number
  readonly times?: number | null
  readonly probability?: number
}

function FaultList({ faults }: { faults: Snapshot['faults'] }) {
  const all = Object.entries(faults).flatMap(([kind, list]) =>
    list.map((fault: ShownFault) => ({ kind, fault })),
  )
  if (all.length === 0) return <Empty>No faults active</Empty>
  return (
    <ul className="rows">
      {all.map(({ kind, fault: { does, seed, times, probability = 1, ...rest } }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two faults can be alike
        <li key={index}>
          <Badge tone="bad">{`${kind}: ${does}`}</Badge>
          <span className="soft">
            {`${times ? `${times} left` : 'until cleared'}${probability < 1 ? `, ${probability * 100} %` : ''}, seed ${seed}`}
          </span>
          <code>{settingsText(rest)}</code>
        </li>
      ))}
    </ul>
  )
}
