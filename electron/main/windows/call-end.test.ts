import { expect, test } from 'vitest'
import { createCallEnd } from './call-end.ts'

function make() {
  const did: string[] = []
  const timers: (() => void)[] = []
  const desk = { inCall: true }
  const { endCalls, onDesk } = createCallEnd({
    leaveCalls: () => void did.push('leave-calls'),
    isInCall: () => desk.inCall,
    after: (_ms, run) => timers.push(run),
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  void endCalls().then(() => did.push('ended'))
  return { did, desk, onDesk, settled, timeOut: () => timers.forEach((run) => run()) }
}

test('ends when the page has no call left', async () => {
  const { did, desk, onDesk, settled } = make()
  onDesk()
  await settled()
  expect(did).toEqual(['leave-calls'])
  desk.inCall = false
  onDesk()
  await settled()
  expect(did).toEqual(['leave-calls', 'ended'])
})

test('ends after a while, whatever the page does', async () => {
  const { did, settled, timeOut } = make()
  timeOut()
  await settled()
  expect(did).toEqual(['leave-calls', 'ended'])
})
