import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeskNow } from '../../../contract/desk.ts'
import { nobody } from '../tray/tray-state.ts'
import { isQuiet } from './desk-quiet.ts'
import { mayUpdate, type Installation } from './may-update.ts'
import type { Offer } from './update-source.ts'
import { startUpdates } from './updates.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.parse('2026-03-01T08:00:00Z')

/** An update server and a desk, with the time in the test's hands. */
function open(deferDays = 0) {
  let offer: Offer | null | Error = null
  const did: string[] = []
  const updates = startUpdates({
    source: {
      async check() {
        did.push('check')
        if (offer instanceof Error) throw offer
        return offer
      },
      async download() {
        did.push('download')
      },
      install: () => void did.push('install'),
    },
    clock: {
      now: () => Date.now(),
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
    },
    deferDays,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  return {
    updates,
    did,
    offers: (next: Offer | null | Error) => {
      offer = next
    },
    pass: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  return () => vi.useRealTimers()
})

describe('a new version', () => {
  it('is looked for in the morning and every few hours, and fetched once', async () => {
    const { did, offers, pass } = open()
    await pass(hour)
    expect(did).toEqual(['check'])
    offers({ version: '1.1.0', publishedAt: start })
    await pass(4 * hour)
    expect(did).toEqual(['check', 'check', 'download'])
    await pass(4 * hour)
    expect(did).toEqual(['check', 'check', 'download', 'check'])
  })

  it('waits while the desk is busy, and is installed after a quiet while', async () => {
    const { updates, did, offers, pass } = open()
    offers({ version: '1.1.0', publishedAt: start })
    await pass(hour)
    expect(did).not.toContain('install')
    updates.desk(true)
    await pass(60_000)
    // A call that comes in between starts the while anew.
    updates.desk(false)
    await pass(hour)
    updates.desk(true)
    await pass(119_000)
    expect(did).not.toContain('install')
    await pass(2_000)
    expect(did.filter((what) => what === 'install')).toHaveLength(1)
  })

  it('is taken so many days after it was published as the policy says', async () => {
    const { updates, did, offers, pass } = open(7)
    updates.desk(true)
    offers({ version: '1.1.0', publishedAt: start })
    await pass(6 * day)
    expect(did).not.toContain('download')
    await pass(day + 4 * hour)
    expect(did).toContain('download')
    expect(did).toContain('install')
  })

  it('that cannot be had is tried again later', async () => {
    const { did, offers, pass } = open()
    offers(new Error('net::ERR_INTERNET_DISCONNECTED'))
    await pass(hour)
    offers({ version: '1.1.0', publishedAt: start })
    await pass(4 * hour)
    expect(did).toEqual(['check', 'check', 'download'])
  })

  it('is not looked for once the program is left', async () => {
    const { updates, did, pass } = open()
    updates.close()
    await pass(day)
    expect(did).toEqual([])
  })
})

describe('the desk is quiet', () => {
  const activities = [
    { sid: 'WA1', name: 'Available', available: true },
    { sid: 'WA2', name: 'Break', available: false },
  ]
  const at: DeskNow = { ...nobody, signedIn: true, activities, current: 'WA2' }
  const call: DeskNow['call'] = {
    callId: 'c1',
    name: 'Marta',
    state: 'talking',
    since: '2026-03-01T08:00:00.000Z',
    hold: 'talking',
    heldSince: '2026-03-01T08:00:00.000Z',
    mayHold: true,
    muted: false,
    hangingUp: false,
  }
  it.each<[string, DeskNow, number, boolean]>([
    ['nobody is signed in', nobody, 0, true],
    ['on a break', at, 0, true],
    ['available', { ...at, current: 'WA1' }, 0, false],
    ['about to be available', { ...at, pending: 'WA1' }, 0, false],
    ['in an activity that nobody knows', { ...at, current: 'WA9' }, 0, false],
    ['in none that is known yet', { ...at, current: null }, 0, false],
    ['in a call', { ...at, call }, 0, false],
    ['while something rings', at, 1, false],
  ])('%s: %#', (_when, desk, ringing, quiet) => expect(isQuiet(desk, ringing)).toBe(quiet))
})

describe('updates are', () => {
  const nsis: Installation = {
    packaged: true,
    platform: 'win32',
    executable: '/programs/Cordboard/Cordboard.exe',
    resources: '/programs/Cordboard/resources',
    appImage: null,
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
    ['policy', { 'updates.enabled': false }, nsis],
    ['unpacked', {}, { ...nsis, packaged: false }],
    ['managed-by-system', {}, msi],
    ['managed-by-system', {}, deb],
  ])('%s: %#', (expected, policy, installation) => {
    const may = mayUpdate(policy, installation)
    expect(may.kind === 'on' ? 'on' : may.why).toBe(expected)
  })
})
