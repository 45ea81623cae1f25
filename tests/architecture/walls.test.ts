import { describe, expect, it } from 'vitest'
import { broken } from './walls.ts'
import { importsOf, sourceFiles } from './imports.ts'

const areas = ['electron', 'renderer', 'server']

describe('import walls', () => {
  it('hold for every file', () => {
    const files = sourceFiles(areas)
    expect(files.length).toBeGreaterThan(50)
    expect(broken(files.flatMap(importsOf))).toEqual([])
  })

  it.each([
    ['renderer/domain/call.ts', 'react', false],
    ['renderer/domain/call.ts', 'server/contract/desk.ts', false],
    ['renderer/features/phone/phone.tsx', '@twilio/voice-sdk', false],
    ['electron/main/index.ts', 'server/main.ts', false],
    ['electron/preload/index.ts', 'zod', false],
    ['server/calls/model/call.ts', 'server/sandbox/sandbox.ts', true],
    ['server/sandbox/sandbox.ts', 'server/config.ts', true],
    ['server/calls/model/call.ts', 'twilio', true],
  ])('would notice %s importing %s', (from, to, typeOnly) => {
    expect(broken([{ from, to, typeOnly }])).not.toEqual([])
  })

  it.each([
    ['renderer/domain/call.ts', 'server/contract/desk.ts', true],
    ['renderer/adapters/twilio-voice/device.ts', '@twilio/voice-sdk', false],
    ['server/twilio/gateway.ts', 'twilio', false],
  ])('lets %s import %s', (from, to, typeOnly) => {
    expect(broken([{ from, to, typeOnly }])).toEqual([])
  })
})
