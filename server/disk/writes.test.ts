import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { fakeClock } from '../testing/fake-clock.ts'
import { until } from '../testing/until.ts'
import { createWrites } from './writes.ts'

const readOnly = Object.assign(new Error('attempt to write a readonly database'), { errcode: 8 })

function rig() {
  const clock = fakeClock()
  const lines: string[] = []
  const kept: string[] = []
  const disk = { fails: false, tries: 0, well: 0 }
  const log = pino(
    { level: 'info' },
    new Writable({
      write(chunk, _, done) {
        lines.push(String(JSON.parse(String(chunk)).msg))
        done()
      },
    }),
  )
  const writes = createWrites({
    clock,
    log,
    random: () => 0.5,
    onRecovered: () => {
      disk.well += 1
    },
  })
  const put = (name: string, what = name) =>
    writes.put(name, async () => {
      disk.tries += 1
      if (disk.fails) throw readOnly
      kept.push(what)
    })
  return { clock, lines, kept, disk, writes, put }
}

it('goes on without the disk, and writes the latest states in their order when it is well', async () => {
  const { clock, lines, kept, disk, writes, put } = rig()
  disk.fails = true
  await put('a', 'a1')
  await put('b', 'b1')
  await put('a', 'a2')
  expect(writes.health()).toMatchObject({ status: 'failing', reason: 'read-only', waiting: 2 })
  disk.fails = false
  clock.advance(200)
  await until('all is written', () => writes.health().status === 'ok')
  expect(kept).toEqual(['a2', 'b1'])
  expect(disk.well).toBe(1)
  expect(lines).toEqual([expect.stringMatching(/the disk fails/), 'the disk is well again'])
})

it('tries less and less often, and not at every write', async () => {
  const { clock, lines, disk, put } = rig()
  disk.fails = true
  await put('a')
  for (let n = 0; n < 20; n++) await put(`other ${n}`)
  expect(disk.tries).toBe(1)
  for (const [index, pause] of [100, 200, 400, 800, 1600, 3200, 5000, 5000].entries()) {
    clock.advance(pause - 1)
    expect(disk.tries).toBe(index + 1)
    clock.advance(1)
    await until('it is tried again', () => disk.tries === index + 2)
  }
  expect(lines).toHaveLength(1)
})

it('gives up what no disk would take, and goes on with the rest', async () => {
  const { kept, lines, writes, put } = rig()
  await writes.put('a bug', () => Promise.reject(new Error('no such column')))
  await put('b')
  expect(kept).toEqual(['b'])
  expect(lines).toEqual(['a write failed for good and is dropped'])
})

it('says at the end what was never written', async () => {
  const { lines, disk, writes, put } = rig()
  disk.fails = true
  await put('a')
  await writes.close()
  expect(lines.at(-1)).toBe('was never written')
})
