import { describe, expect, test } from 'vitest'
import type { CallSnapshot, Party } from '../../server/contract/desk.ts'
import type { ActiveCallView } from './app-view.ts'
import { states, type StateName } from '../gallery/states.ts'
import { abilitiesOf, controlsOf } from './call-abilities.ts'

function stageOf(name: StateName): ActiveCallView {
  const { stage } = states[name]
  if (stage.kind !== 'call') throw new Error(`${name} is not a call`)
  return stage
}

function partyOf({ parties }: CallSnapshot, partyId: string): Party {
  const found = parties.find((party) => party.partyId === partyId)
  if (found === undefined) throw new Error(`${partyId} is not on the call`)
  return found
}

describe('what the own controls can do', () => {
  test.each([
    ['call', 'hold keypad transfer add newCall'],
    ['call-connecting', ''],
    ['call-dialing', ''],
    ['call-ended', ''],
    ['call-transfer-asked', 'keypad transfer'],
    ['call-transfer-ringing', 'keypad'],
    ['call-transfer-consulting', 'keypad'],
    ['call-transfer-swapped', 'keypad'],
    ['call-transfer-joined', 'hold keypad add'],
    ['call-transfer-cold', 'keypad'],
    ['call-transfer-customer-gone', 'keypad add newCall'],
    ['call-asked-advice', 'keypad'],
    ['call-internal', 'hold keypad add newCall'],
    ['call-internal-reached', 'keypad'],
    ['call-taken-over', 'hold keypad transfer add newCall'],
    ['call-conference-ringing', 'hold keypad transfer add newCall'],
    ['call-conference', 'hold keypad transfer add newCall leave'],
    ['call-conference-left', 'hold keypad transfer add newCall leave'],
  ] as const)('%s: %s', (name, expected) => {
    const able = Object.entries(abilitiesOf(stageOf(name))).filter(([, can]) => can)
    expect(able.map(([what]) => what).join(' ')).toBe(expected)
  })
})

describe('what can be done with one party', () => {
  test.each([
    ['call', 'p-marta', ''],
    ['call-transfer-ringing', 'p-marta', ''],
    ['call-transfer-ringing', 'p-deniz', ''],
    ['call-transfer-consulting', 'p-marta', 'talk-to'],
    ['call-transfer-consulting', 'p-deniz', 'hold remove'],
    ['call-transfer-swapped', 'p-marta', ''],
    ['call-transfer-swapped', 'p-deniz', 'talk-to remove'],
    ['call-transfer-joined', 'p-marta', 'hold mute remove'],
    ['call-transfer-customer-gone', 'p-deniz', 'hold mute remove'],
    ['call-asked-advice', 'p-marta', ''],
    ['call-asked-advice', 'p-ada', ''],
    ['call-conference', 'p-ada', ''],
    ['call-conference', 'p-marta', 'hold mute remove'],
    ['call-conference', 'p-carrier', 'hold mute remove'],
    ['call-conference-ringing', 'p-carrier', 'remove'],
    ['call-conference-left', 'p-carrier', ''],
  ] as const)('%s, %s: %s', (name, partyId, expected) => {
    const { call } = stageOf(name)
    expect(controlsOf(call, partyOf(call, partyId)).join(' ')).toBe(expected)
  })

  test('in no state of a transfer before all are joined can the customer be resumed by hand', () => {
    const resumed = Object.entries(states).filter(([, { stage }]) => {
      if (stage.kind !== 'call') return false
      const { call } = stage
      if (call.transfer === null || call.transfer.stage === 'joined') return false
      const controls = controlsOf(call, partyOf(call, 'p-marta'))
      return abilitiesOf(stage).hold || controls.includes('hold')
    })
    expect(resumed.map(([name]) => name)).toEqual([])
  })
})
