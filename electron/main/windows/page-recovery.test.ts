import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { recoverPage, type Recoverable } from './page-recovery.ts'

/** A page that can be killed. The test runs what waits. */
function open() {
  const emitter = new EventEmitter()
  const waits: number[] = []
  let now = 0
  let reloads = 0
  let gaveUp = 0
  const page = {
    on: (...given: Parameters<Recoverable['on']>) => emitter.on(...given),
    reload: () => void (reloads += 1),
    isDestroyed: () => false,
  }
  recoverPage(page, {
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => now,
    after(milliseconds, run) {
      waits.push(milliseconds)
      run()
    },
    onGiveUp: () => void (gaveUp += 1),
  })
  return {
    waits,
    dies(reason: string, later = 0) {
      now += later
      emitter.emit('render-process-gone', {}, { reason, exitCode: 1 })
    },
    counts: () => ({ reloads, gaveUp }),
  }
}

it('a page that crashed is loaded again, later each time, and in the end no more', () => {
  const { dies, waits, counts } = open()
  for (let time = 0; time < 6; time += 1) dies('crashed', 1_000)
  expect(waits).toEqual([200, 400, 800, 1600, 3200])
  expect(counts()).toEqual({ reloads: 5, gaveUp: 1 })
})

it('a page that was healthy in between starts from the beginning', () => {
  const { dies, waits } = open()
  dies('crashed')
  dies('oom', 61_000)
  dies('killed', 61_000)
  expect(waits).toEqual([200, 200, 200])
})

it('a page that ended normally is not loaded again', () => {
  const { dies, counts } = open()
  dies('clean-exit')
  expect(counts()).toEqual({ reloads: 0, gaveUp: 0 })
})
