import { expect, it } from 'vitest'
import { createRecordingPolicy } from './policy.ts'

const inbound = (queueName: string | null) => ({ direction: 'inbound' as const, queueName })
const outbound = (queueName: string | null) => ({ direction: 'outbound' as const, queueName })

it.each([
  [[], inbound('Sales'), false],
  [['Sales'], inbound('Sales'), true],
  [['Sales'], inbound('Support'), false],
  [['Sales'], inbound(null), false],
  [['Sales'], outbound(null), false],
  [['outbound'], outbound(null), true],
  [['outbound'], inbound('Sales'), false],
  [['outbound'], outbound('Sales'), false],
  [['Sales', 'outbound'], outbound('Sales'), true],
  [['*'], inbound(null), true],
  [['*'], outbound(null), true],
])('%j records %o: %s', (record, call, expected) => {
  expect(createRecordingPolicy({ record, recordingPauseSeconds: 60 }).records(call)).toBe(expected)
})
