import { describe, expect, it } from 'vitest'
import { aCaller, play, talking } from '../../testing/calls.ts'
import { GRACE } from '../../testing/internal-calls.ts'
import type { LegStatus, CallEvent } from '../model/call-event.ts'

describe('a teammate who is invited', () => {
  it('has a Task while they talk, and no after-call work', () => {
    const who = {
      partyId: 'party_1',
      identity: GRACE,
      workerSid: 'WK2',
      number: null,
      name: 'Grace',
    }
    const says = (status: LegStatus): CallEvent => ({
      kind: 'leg-status',
      partyId: 'party_1',
      callSid: 'CA-guest',
      status,
    })
    const rung = play(aCaller(), [
      ...talking,
      { kind: 'add-requested', invitee: who },
      says('ringing'),
    ])
    expect(rung.effects.map(({ kind }) => kind)).not.toContain('create-task')
    const { effects } = play(rung.call, [
      says('in-progress'),
      { kind: 'task-reserved', partyId: 'party_1', taskSid: 'WT3', reservationSid: 'WR3' },
      { kind: 'accept-succeeded', reservationSid: 'WR3' },
      says('completed'),
    ])
    const ref = { taskSid: 'WT3', reservationSid: 'WR3' }
    expect(effects.filter(({ kind }) => kind !== 'write-history')).toEqual([
      { kind: 'create-task', partyId: 'party_1', workerSid: 'WK2', handover: null },
      { kind: 'accept-reservation', ...ref },
      { kind: 'complete-reservation', ...ref },
    ])
  })
})
