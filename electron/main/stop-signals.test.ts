import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { quitOnSignals, stopSignals } from './stop-signals.ts'

function start() {
  const process = new EventEmitter()
  const did: string[] = []
  const late: (() => void)[] = []
  const stopping = quitOnSignals({
    process,
    app: { quit: () => did.push('quit'), exit: (code) => did.push(`exit ${code}`) },
    after: (_, run) => late.push(run),
  })
  return { process, did, late, stopping }
}

it.each(stopSignals)('%s quits, where Electron would die with a fatal error', (signal) => {
  const { process, did, stopping } = start()
  expect(stopping()).toBe(false)
  process.emit(signal)
  expect([did, stopping()]).toEqual([['quit'], true])
})

it('a signal that comes twice quits once, and a window that does not close cannot stop it', () => {
  const { process, did, late } = start()
  process.emit('SIGINT')
  process.emit('SIGTERM')
  expect(did).toEqual(['quit'])
  for (const run of late) run()
  expect(did).toEqual(['quit', 'exit 0'])
})
