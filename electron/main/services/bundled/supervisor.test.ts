import { expect, it } from 'vitest'
import { fakeClock } from '../../../../server/testing/fake-clock.ts'
import { createLog } from '../../log.ts'
import { PING_INTERVAL_MS } from './supervision.ts'
import { createSupervisor } from './supervisor.ts'
import type { ServerGroupEvent } from './server-group.ts'

const facts = { url: 'http://127.0.0.1:1', publicUrl: 'http://127.0.0.1:1', customerPage: null }

function open() {
  const clock = fakeClock()
  const did: string[] = []
  const units: ((event: ServerGroupEvent) => void)[] = []
  const supervisor = createSupervisor({
    launch(hear) {
      const name = units.push(hear)
      did.push(`launch ${name}`)
      return {
        ping: () => void did.push(`ping ${name}`),
        end: () => void did.push(`end ${name}`),
        kill: () => void did.push(`kill ${name}`),
      }
    },
    clock,
    log: createLog('silent'),
  })
  const from = (unit: number, event: ServerGroupEvent) => units[unit - 1]?.(event)
  return { supervisor, clock, did, from, kind: () => supervisor.state().kind }
}

it('starts it again after it has crashed, later each time, and reports the state', () => {
  const { supervisor, clock, did, from, kind } = open()
  const seen: string[] = []
  supervisor.onChange(({ kind }) => seen.push(kind))
  supervisor.start()
  from(1, { kind: 'ready', addresses: facts })
  from(1, { kind: 'exited' })
  clock.advance(999)
  expect(kind()).toBe('waiting')
  clock.advance(1)
  from(2, { kind: 'exited' })
  clock.advance(1999)
  expect(kind()).toBe('waiting')
  clock.advance(1)
  expect(did).toEqual(['launch 1', 'launch 2', 'launch 3'])
  expect(seen).toEqual(['starting', 'running', 'waiting', 'starting', 'waiting', 'starting'])
})

it('kills one that has stopped answering, and starts another', () => {
  const { supervisor, clock, did, from } = open()
  supervisor.start()
  from(1, { kind: 'ready', addresses: facts })
  clock.advance(PING_INTERVAL_MS)
  from(1, { kind: 'pong' })
  clock.advance(PING_INTERVAL_MS)
  clock.advance(PING_INTERVAL_MS)
  expect(did).toEqual(['launch 1', 'ping 1', 'ping 1', 'kill 1'])
  from(1, { kind: 'exited' })
  clock.advance(1000)
  expect(did.at(-1)).toBe('launch 2')
})

it('ignores the events of a group that it has replaced', () => {
  const { supervisor, clock, from, kind } = open()
  supervisor.start()
  from(1, { kind: 'exited' })
  clock.advance(1000)
  from(1, { kind: 'ready', addresses: facts })
  expect(kind()).toBe('starting')
})

it('stops completely, and reports when no process is left', async () => {
  const { supervisor, clock, did, from } = open()
  supervisor.start()
  from(1, { kind: 'ready', addresses: facts })
  let stopped = false
  const stop = supervisor.stop().then(() => (stopped = true))
  await Promise.resolve()
  expect(stopped).toBe(false)
  from(1, { kind: 'exited' })
  await stop
  clock.advance(600_000)
  expect(did).toEqual(['launch 1', 'end 1'])
  await supervisor.stop()
})
