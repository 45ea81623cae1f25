import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeskStatus } from '../../../contract/desk.ts'
import { signedOutDesk } from '../tray/tray-state.ts'
import { decideUpdates, type Installation } from './decide-updates.ts'
import type { UpdatesStatus } from '../../../contract/program.ts'
import { writeReleaseKey } from '../../../release/keys.ts'
import type { CheckResult } from './update-source.ts'
import { isDeskIdle, startUpdates } from './updates.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.parse('2026-03-01T08:00:00Z')
const offer = { kind: 'offer', version: '1.1.0', publishedAt: start } as const

/** An update server and a desk, with the time in the test's hands. */
function open(deferDays = 0) {
  let found: CheckResult | Error = { kind: 'nothing' }
  let changed = false
  const did: string[] = []
  const told: UpdatesStatus[] = []
  const refused = { kind: 'refused', version: '1.1.0', why: 'changed-file' } as const
  const updates = startUpdates({
    source: {
      async check() {
        did.push('check')
        if (found instanceof Error) throw found
        return found
      },
      async download() {
        did.push('download')
        return changed ? refused : { kind: 'ready' }
      },
      install() {
        did.push('install')
        return changed ? refused : { kind: 'installs' }
      },
      close: () => void did.push('close'),
    },
    clock: {
      now: () => Date.now(),
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
    },
    deferDays,
    onChange: (now) => void told.push(now),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  return {
    updates,
    did,
    told,
    finds: (next: CheckResult | Error) => {
      found = next
    },
    /** From now on, the file is not the one that was signed. */
    change(now: boolean) {
      changed = now
    },
    pass: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  return () => vi.useRealTimers()
})

describe('a new version', () => {
  it('is checked for in the morning and every few hours, and downloaded once', async () => {
    const { did, finds, pass } = open()
    await pass(hour)
    expect(did).toEqual(['check'])
    finds(offer)
    await pass(4 * hour)
    expect(did).toEqual(['check', 'check', 'download'])
    // What is ready is installed first.
    await pass(4 * hour)
    expect(did).toEqual(['check', 'check', 'download'])
  })

  it('is checked for on request, and again after the usual time', async () => {
    const { updates, did, told, finds, pass } = open()
    updates.check()
    await pass(0)
    expect(told).toEqual([{ kind: 'looking' }, { kind: 'newest' }])
    finds(offer)
    await pass(hour)
    expect(did).toEqual(['check'])
    await pass(3 * hour)
    expect(did).toEqual(['check', 'check', 'download'])
    expect(told.slice(2)).toEqual([
      { kind: 'looking' },
      { kind: 'fetching', version: '1.1.0' },
      { kind: 'ready', version: '1.1.0' },
    ])
  })

  it('without a trusted signature is reported, and neither downloaded nor installed', async () => {
    const { updates, did, told, finds, pass } = open()
    const refused = { kind: 'refused', version: '1.1.0', why: 'unsigned' } as const
    finds(refused)
    updates.setDeskIdle(true)
    await pass(day)
    expect(did).not.toContain('download')
    expect(did).not.toContain('install')
    expect(told.at(-1)).toEqual(refused)
  })

  it('whose file was changed is reported and not installed, and downloaded again at the next check', async () => {
    const { updates, did, told, finds, change, pass } = open()
    finds(offer)
    change(true)
    updates.setDeskIdle(true)
    await pass(hour)
    expect(did).toEqual(['check', 'download'])
    expect(told.at(-1)).toMatchObject({ kind: 'refused', why: 'changed-file' })
    change(false)
    await pass(4 * hour)
    expect(did).toEqual(['check', 'download', 'check', 'download', 'install'])
  })

  it('whose file is changed while it waits is not installed', async () => {
    const { updates, did, told, finds, change, pass } = open()
    finds(offer)
    await pass(hour)
    expect(told.at(-1)).toMatchObject({ kind: 'ready' })
    change(true)
    updates.setDeskIdle(true)
    await pass(hour)
    expect(did.at(-1)).toBe('install')
    expect(told.at(-1)).toMatchObject({ kind: 'refused', why: 'changed-file' })
    change(false)
    await pass(4 * hour)
    expect(did.slice(-3)).toEqual(['check', 'download', 'install'])
  })

  it('waits while the desk is busy, and is installed after some idle time', async () => {
    const { updates, did, finds, pass } = open()
    finds(offer)
    await pass(hour)
    expect(did).not.toContain('install')
    updates.setDeskIdle(true)
    await pass(60_000)
    // A call in between starts the idle time again.
    updates.setDeskIdle(false)
    await pass(hour)
    updates.setDeskIdle(true)
    await pass(119_000)
    expect(did).not.toContain('install')
    await pass(2_000)
    expect(did.filter((what) => what === 'install')).toHaveLength(1)
  })

  it('is installed as many days after its publication as the policy says', async () => {
    const { updates, did, finds, pass } = open(7)
    updates.setDeskIdle(true)
    finds(offer)
    await pass(6 * day)
    expect(did).not.toContain('download')
    await pass(day + 4 * hour)
    expect(did).toContain('download')
    expect(did).toContain('install')
  })

  it('that cannot be downloaded is tried again later', async () => {
    const { did, finds, pass } = open()
    finds(new Error('net::ERR_INTERNET_DISCONNECTED'))
    await pass(hour)
    finds(offer)
    await pass(4 * hour)
    expect(did).toEqual(['check', 'check', 'download'])
  })

  it('is not checked for after the program quits', async () => {
    const { updates, did, pass } = open()
    updates.close()
    await pass(day)
    expect(did).toEqual(['close'])
  })
})

describe('the desk is idle', () => {
  const activities = [
    { sid: 'WA1', name: 'Available', available: true },
    { sid: 'WA2', name: 'Break', available: false },
  ]
  const at: DeskStatus = { ...signedOutDesk, signedIn: true, activities, current: 'WA2' }
  const call: DeskStatus['call'] = {
    callId: 'c1',
    name: 'Marta',
    state: 'talking',
    hold: 'talking',
    mayHold: true,
    muted: false,
    hangingUp: false,
  }
  it.each<[string, DeskStatus, number, boolean]>([
    ['nobody is signed in', signedOutDesk, 0, true],
    ['on a break', at, 0, true],
    ['available', { ...at, current: 'WA1' }, 0, false],
    ['about to be available', { ...at, pending: 'WA1' }, 0, false],
    ['in an activity that nobody knows', { ...at, current: 'WA9' }, 0, false],
    ['in none that is known yet', { ...at, current: null }, 0, false],
    ['in a call', { ...at, call }, 0, false],
    ['while something rings', at, 1, false],
  ])('%s: %#', (_when, desk, ringing, quiet) => expect(isDeskIdle(desk, ringing)).toBe(quiet))
})

describe('updates are', () => {
  const key = writeReleaseKey(generateKeyPairSync('ed25519').privateKey)
  const nsis: Installation = {
    packaged: true,
    platform: 'win32',
    executable: '/programs/Cordboard/Cordboard.exe',
    resources: '/programs/Cordboard/resources',
    appImage: null,
    builtInKeys: [key],
    exists: () => true,
  }
  const withoutFeed = { ...nsis, exists: (path: string) => !path.endsWith('.yml') }
  const msi = { ...nsis, exists: (path: string) => path.endsWith('.yml') }
  const deb: Installation = { ...nsis, platform: 'linux' }
  it.each([
    ['on', {}, nsis],
    ['on', {}, { ...deb, appImage: '/home/ada/cordboard.AppImage' }],
    ['on', {}, { ...nsis, platform: 'darwin' as const }],
    ['on', { 'updates.feed': 'https://updates.test/' }, withoutFeed],
    ['no-feed', {}, withoutFeed],
    ['on', { 'updates.keys': [key] }, { ...nsis, builtInKeys: [] }],
    ['no-key', {}, { ...nsis, builtInKeys: [] }],
    ['policy', { 'updates.enabled': false }, nsis],
    ['unpacked', {}, { ...nsis, packaged: false }],
    ['managed-by-system', {}, msi],
    ['managed-by-system', {}, deb],
  ])('%s: %#', (expected, policy, installation) => {
    const may = decideUpdates(policy, installation)
    expect(may.kind === 'on' ? 'on' : may.why).toBe(expected)
  })
})
