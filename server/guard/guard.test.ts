import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../calls/model/call.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { fakeGateway, gone, unreachable } from '../testing/fake-gateway.ts'
import type { LiveCall } from '../twilio/gateway.ts'
import { until } from '../testing/until.ts'
import { LOOK_EVERY_MS } from './call-guard.ts'
import { createGuard } from './guard.ts'
import type { GuardMode } from './judge-call.ts'

const foreign: LiveCall = {
  callSid: 'CA-foreign',
  parentCallSid: null,
  direction: 'outbound-api',
  from: '+15005550006',
  to: '+15005550142',
  createdAt: 0,
}

let clock = fakeClock()
let gateway = fakeGateway()
let lines: Record<string, unknown>[] = []
beforeEach(() => {
  clock = fakeClock()
  gateway = fakeGateway()
  lines = []
  gateway.say({ liveCalls: [{ ...foreign, createdAt: clock.wall() }] })
})

function guardOf(mode: GuardMode, calls: readonly Call[] = []) {
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
  return createGuard({
    clock,
    log,
    gateway,
    marks: { mode, numbers: ['+15005550006'], tenant: 'main' },
    workflowSid: 'WW-ours',
    calls: () => calls,
    identityOf: (workerSid) => (workerSid === 'WK-ada' ? 'ada' : null),
    random: () => 0.5,
  })
}

const alarms = () => lines.flatMap(({ alarm }) => alarm ?? [])
const looked = (times: number) =>
  until('the calls are read', () => gateway.of('liveCalls').length === times)

describe('a foreign call', () => {
  it('is ended as often as it takes, and told once', async () => {
    const guard = guardOf('own')
    guard.calls.start()
    gateway.fail('endCall', unreachable)
    clock.advance(LOOK_EVERY_MS)
    await until('it is ended', () => gateway.of('endCall').length === 1)
    clock.advance(LOOK_EVERY_MS)
    await until('it is ended', () => gateway.of('endCall').length === 2)
    expect(alarms()).toEqual(['foreign-call'])
    guard.close()
  })

  it('is looked for at once when TaskRouter shows something foreign', async () => {
    const guard = guardOf('own')
    guard.calls.start()
    guard.tasks.onForeignTask({ taskSid: 'WT1', workflowSid: 'WW-ours', workerSid: null })
    clock.advance(500)
    await until('it is ended', () => gateway.of('endCall').length === 1)
    guard.close()
    expect(alarms()).toEqual(['foreign-task', 'foreign-call'])
  })

  it('is told and goes on where it is only to be told', async () => {
    const guard = guardOf('tell')
    guard.calls.start()
    clock.advance(LOOK_EVERY_MS)
    await until('it is told', () => alarms().length > 0)
    expect(gateway.of('endCall')).toEqual([])
    guard.close()
  })

  it('is left alone when it began before the server', async () => {
    gateway.say({ liveCalls: [{ ...foreign, createdAt: clock.wall() - 60_000 }] })
    const guard = guardOf('own')
    guard.calls.start()
    clock.advance(LOOK_EVERY_MS)
    await looked(1)
    guard.close()
    expect(gateway.of('endCall')).toEqual([])
  })

  it('is not looked for where nothing is guarded', () => {
    const guard = guardOf('off')
    guard.calls.start()
    guard.tasks.onForeignTask({ taskSid: 'WT1', workflowSid: 'WW-ours', workerSid: 'WK-ada' })
    clock.advance(LOOK_EVERY_MS * 3)
    expect([gateway.requests, lines]).toEqual([[], []])
  })
})

describe('a foreign Task', () => {
  it.each<[string, string | null, string | null, GuardMode, boolean]>([
    ['of our Workflow', 'WW-ours', null, 'own', true],
    ['for one of our agents', 'WW-other', 'WK-ada', 'own', true],
    ['of another application', 'WW-other', 'WK-other', 'own', false],
    ['of another application in an account of our own', 'WW-other', 'WK-other', 'account', true],
  ])('%s', async (_, workflowSid, workerSid, mode, ends) => {
    const guard = guardOf(mode)
    guard.tasks.onForeignTask({ taskSid: 'WT1', workflowSid, workerSid })
    guard.tasks.onForeignTask({ taskSid: 'WT1', workflowSid, workerSid })
    expect(gateway.of('cancelTask')).toEqual(ends ? ['WT1'] : [])
    expect(alarms()).toEqual(ends ? ['foreign-task'] : [])
    guard.close()
  })

  it('is ended again until Twilio has answered', async () => {
    gateway.fail('cancelTask', unreachable)
    const guard = guardOf('own')
    guard.tasks.onForeignTask({ taskSid: 'WT1', workflowSid: 'WW-ours', workerSid: null })
    await until('it is tried again', () => {
      clock.advance(500)
      return gateway.of('cancelTask').length >= 3
    })
    gateway.fail('cancelTask', gone)
    const tries = gateway.of('cancelTask').length
    await until('Twilio has answered', () => {
      clock.advance(500)
      return gateway.of('cancelTask').length > tries
    })
    clock.advance(600_000)
    expect(gateway.of('cancelTask')).toHaveLength(tries + 1)
    guard.close()
  })
})
