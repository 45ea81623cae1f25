import { expect, it } from 'vitest'
import type { Call } from '../model/call.ts'
import { callOf } from '../../permissions/testing/parts.ts'
import { play } from '../../testing/calls.ts'
import { canSetAside, findOtherCalls } from './second-call.ts'

const ADA = 'tenant_main_user_ada'
const talked = (callId: string): Call => callOf('agent', ADA, callId)
const lost = (callId: string): Call => play(talked(callId), [{ kind: 'desk-lost', by: ADA }]).call

function othersOf(callId: string, ...live: readonly Call[]): readonly string[] {
  const others = findOtherCalls({ liveCallsOf: () => live }, ADA, callId)
  expect(canSetAside(others, ADA)).toBe(true)
  return others.map((call) => call.callId)
}

it('a desk that lost both its calls comes back into one and then the other', () => {
  expect(othersOf('call_1', lost('call_1'), lost('call_2'))).toEqual([])
  expect(othersOf('call_2', talked('call_1'), lost('call_2'))).toEqual(['call_1'])
})

it('a desk that is on its way into one call must be there before it comes into the other', () => {
  const coming = play(lost('call_1'), [{ kind: 'device-connected', callSid: 'CA-back' }]).call
  const others = findOtherCalls({ liveCallsOf: () => [coming, lost('call_2')] }, ADA, 'call_2')
  expect(canSetAside(others, ADA)).toBe(false)
})
