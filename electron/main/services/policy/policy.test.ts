import { describe, expect, it } from 'vitest'
import { mergePolicies, findRelevantFailures, pickManagedSettings } from './policy.ts'
import { readPolicyPlaces, type Machine, type PolicyReaders } from './policy-places.ts'
import { reportPolicy } from './policy-report.ts'

/** A system whose files and programs are what the test says. */
function readersOf(
  files: Readonly<Record<string, string | Error>>,
  programs: Readonly<Record<string, string>> = {},
): PolicyReaders {
  return {
    readText(path) {
      const text = files[path]
      if (text instanceof Error) throw text
      return text ?? null
    },
    run: (command, args) => programs[[command, ...args].join(' ')] ?? null,
  }
}

const linux: Machine = { platform: 'linux', username: 'ada', systemRoot: '' }
const windows: Machine = { platform: 'win32', username: 'ada', systemRoot: String.raw`C:\Windows` }
const mac: Machine = { platform: 'darwin', username: 'ada', systemRoot: '' }
const file = '/etc/cordboard/policy.json'
const read = (machine: Machine, readers: PolicyReaders) =>
  mergePolicies(readPolicyPlaces(machine, readers))

describe('on Linux', () => {
  it('the file decides, and each value names its source', () => {
    const policy = read(
      linux,
      readersOf({ [file]: '{ "server.origin": "https://phone.test", "hotkey.answer": null }' }),
    )
    expect(policy).toEqual({
      values: { 'server.origin': 'https://phone.test', 'hotkey.answer': null },
      from: { 'server.origin': file, 'hotkey.answer': file },
      refused: [],
      serverLocked: false,
    })
    expect(pickManagedSettings(policy)).toEqual(policy.values)
  })

  it('unknown and invalid values are reported and left out, and the rest applies', () => {
    const policy = read(
      linux,
      readersOf({
        [file]: JSON.stringify({
          colour: 'pink',
          'server.origin': 'http://phone.test',
          'updates.deferDays': 400,
          'proxy.server': 'ada:secret@proxy.test:3128',
          'updates.feed': 'https://ada:secret@updates.test/',
          'network.caFile': 'ca.pem',
          'updates.channel': 'beta',
        }),
      }),
    )
    expect(policy.values).toEqual({
      'updates.channel': 'beta',
      // The strictest, in place of what was meant.
      'updates.enabled': false,
      'updates.deferDays': 90,
    })
    expect(policy.refused.map(({ key }) => key)).toEqual([
      'colour',
      'server.origin',
      'updates.deferDays',
      'proxy.server',
      'updates.feed',
      'network.caFile',
    ])
  })

  it.each([
    ['https://updates.test/cordboard', true],
    ['http://updates.test/cordboard', false],
    ['http://127.0.0.1:8080/', false],
    ['file:///srv/updates', false],
  ])('the update server %s is accepted: %s', (feed, taken) => {
    const { values } = read(linux, readersOf({ [file]: JSON.stringify({ 'updates.feed': feed }) }))
    expect(values['updates.feed'] !== undefined).toBe(taken)
  })

  it.each([
    ['https://crm.test', true],
    ['https://crm.test:8443', true],
    ['http://localhost:3000', true],
    ['http://crm.test', false],
    ['https://crm.test/', false],
    ['https://crm.test/calls', false],
    ['https://CRM.test', false],
    ['https://*.crm.test', false],
    ['https://ada:secret@crm.test', false],
    ['crm.test', false],
    ['null', false],
    ['*', false],
  ])('the origin %s of a page is accepted: %s', (origin, taken) => {
    const document = { 'integration.origins': ['https://good.test', origin] }
    const { values } = read(linux, readersOf({ [file]: JSON.stringify(document) }))
    expect(values['integration.origins'] !== undefined).toBe(taken)
  })

  it.each([
    ['is not valid JSON', '{ "server'],
    ['is not a JSON object', '[]'],
    ['EACCES', new Error('EACCES')],
  ])('a file that %s is reported, and the strictest values apply', (why, text) => {
    const policy = read(linux, readersOf({ [file]: text }))
    expect(policy.refused).toEqual([{ where: file, key: null, why }])
    expect(policy.values).toEqual({
      'signIn.method': 'password',
      'signIn.remember': false,
      'updates.enabled': false,
      'updates.channel': 'stable',
      'updates.deferDays': 90,
      'links.telephone': false,
    })
    expect(Object.keys(policy.from).toSorted()).toEqual(Object.keys(policy.values).toSorted())
    expect(policy.serverLocked).toBe(true)
    expect(findRelevantFailures(policy)).toEqual(policy.refused)
  })

  it.each([
    [{ 'signIn.method': 'passwort' }, { 'signIn.method': 'password' }],
    [{ 'signIn.remember': 'no' }, { 'signIn.remember': false }],
    [{ 'updates.enabled': 'off' }, { 'updates.enabled': false }],
    // Who it would ask is not known, and what it was to trust.
    [{ 'updates.enabled': true, 'updates.feed': 'http://a.test' }, { 'updates.enabled': false }],
    [{ 'updates.keys': ['x'], 'updates.enabled': true }, { 'updates.enabled': false }],
    [{ 'updates.channel': 'alpha' }, { 'updates.channel': 'stable' }],
    [{ 'updates.deferDays': '7' }, { 'updates.deferDays': 90 }],
    [{ 'links.telephone': 'no' }, { 'links.telephone': false }],
    [{ 'security.switches': 'remote-debugging-port' }, {}],
    [{ 'integration.port': 4455, 'integration.origins': ['*'] }, { 'integration.port': 4455 }],
    // Nothing of these opens anything.
    [{ 'features.outbound': 'no', 'hotkey.answer': 5, 'log.level': 'all' }, {}],
  ])('%j gives %j, and what is wrong in it is reported', (given, held) => {
    const policy = read(linux, readersOf({ [file]: JSON.stringify(given) }))
    expect(policy.values).toEqual(held)
    expect(policy.refused).not.toEqual([])
    expect(policy.serverLocked).toBe(false)
  })

  it('if the server’s address cannot be read, the earlier choice stays and cannot be changed', () => {
    const policy = read(linux, readersOf({ [file]: '{ "server.origin": "http://phone.test" }' }))
    expect(policy.values).toEqual({})
    expect(pickManagedSettings(policy, { 'server.origin': 'https://mine.test' })).toEqual({
      'server.origin': 'https://mine.test',
      'server.bundled': 'off',
    })
    expect(pickManagedSettings(policy)).toEqual({ 'server.origin': null, 'server.bundled': 'off' })
  })

  it('a name that this version does not know is reported only to administrators', () => {
    const policy = read(linux, readersOf({ [file]: '{ "colour": "pink", "log.level": "all" }' }))
    expect(policy.refused.map(({ key }) => key)).toEqual(['colour', 'log.level'])
    expect(findRelevantFailures(policy).map(({ key }) => key)).toEqual(['log.level'])
  })

  it('no file is no policy', () => {
    const none = { values: {}, from: {}, refused: [], serverLocked: false }
    expect(read(linux, readersOf({}))).toEqual(none)
  })
})

describe('on Windows', () => {
  const machineKey = String.raw`HKLM\Software\Policies\Cordboard`
  const personKey = String.raw`HKCU\Software\Policies\Cordboard`
  const reg = (key: string) => String.raw`C:\Windows\System32\reg.exe query ${key}`
  /** What every Windows has. */
  const always = { [reg(String.raw`HKLM\Software`)]: '', [reg(String.raw`HKCU\Software`)]: '' }

  it('the machine wins over the person; numbers mean true and false, an empty text means null', () => {
    const policy = read(
      windows,
      readersOf(
        {},
        {
          [reg(machineKey)]: [
            '',
            String.raw`HKEY_LOCAL_MACHINE\Software\Policies\Cordboard`,
            '    (Default)    REG_SZ    (value not set)',
            '    server.origin    REG_SZ    https://phone.test',
            '    hotkey.answer    REG_SZ    ',
            '    hotkey.hang-up    REG_SZ',
            '    updates.enabled    REG_DWORD    0x0',
            '    updates.deferDays    REG_DWORD    0x1e',
            '    window.closeToTray    REG_DWORD    0x1',
            '    proxy.bypass    REG_SZ    a b.test, <local>',
            String.raw`    integration.origins    REG_MULTI_SZ    https://crm.test\0http://localhost:3000`,
            '',
          ].join('\r\n'),
          [reg(personKey)]:
            '    server.origin    REG_SZ    https://other.test\r\n    log.level    REG_SZ    debug\r\n',
        },
      ),
    )
    expect(policy.refused).toEqual([])
    expect(policy.values).toEqual({
      'server.origin': 'https://phone.test',
      'hotkey.answer': null,
      'hotkey.hang-up': null,
      'updates.enabled': false,
      'updates.deferDays': 30,
      'window.closeToTray': true,
      'proxy.bypass': 'a b.test, <local>',
      'integration.origins': ['https://crm.test', 'http://localhost:3000'],
      'log.level': 'debug',
    })
    expect(policy.from['server.origin']).toBe(machineKey)
    expect(policy.from['log.level']).toBe(personKey)
  })

  it('a former name still decides, and the report has the name of today', () => {
    const policy = read(
      windows,
      readersOf(
        {},
        {
          ...always,
          [reg(machineKey)]: '    presence.whenLocked    REG_SZ    Break\r\n',
          [reg(personKey)]: [
            '    status.whenLocked    REG_SZ    Lunch',
            '    hotkey.next-activity    REG_SZ    F13',
            '    hotkey.next-status    REG_SZ    F14',
          ].join('\r\n'),
        },
      ),
    )
    const { values, refused } = reportPolicy(policy, {}, 'win32')
    expect(refused).toEqual([])
    expect(values).not.toHaveProperty(['presence.whenLocked'])
    expect(values['status.whenLocked']).toEqual({
      value: 'Break',
      source: 'policy',
      where: machineKey,
    })
    expect(values['hotkey.next-status']).toMatchObject({ value: 'F14', where: personKey })
    expect(pickManagedSettings(policy)).toEqual({
      'status.whenLocked': 'Break',
      'hotkey.next-status': 'F14',
    })
  })

  it('one day to wait is a number, not true', () => {
    const printed = '    updates.deferDays    REG_DWORD    0x1\r\n'
    const policy = read(windows, readersOf({}, { ...always, [reg(machineKey)]: printed }))
    expect(policy.values).toEqual({ 'updates.deferDays': 1 })
  })

  it('missing keys are no policy', () => {
    const none = { values: {}, from: {}, refused: [], serverLocked: false }
    expect(read(windows, readersOf({}, always))).toEqual(none)
  })

  it('a key that may not be read, and a disabled reg.exe, are reported', () => {
    const folder = reg(String.raw`HKLM\Software\Policies`)
    const listed = String.raw`HKEY_LOCAL_MACHINE\Software\Policies\Cordboard`
    const closed = read(windows, readersOf({}, { ...always, [folder]: `\r\n${listed}\r\n` }))
    expect(closed.refused).toEqual([{ where: machineKey, key: null, why: 'may not be read' }])
    expect(closed.serverLocked).toBe(true)
    const off = read(windows, readersOf({}))
    expect(off.refused.map(({ where }) => where)).toEqual([machineKey, personKey])
    expect(off.values['signIn.remember']).toBe(false)
  })
})

describe('on a Mac', () => {
  const folder = '/Library/Managed Preferences'
  const machinePlist = `${folder}/app.cordboard.desktop.plist`
  const personPlist = `${folder}/ada/app.cordboard.desktop.plist`
  const plutil = (path: string) => `/usr/bin/plutil -convert json -o - ${path}`

  it('the system converts the managed preferences, the machine’s before the person’s', () => {
    const policy = read(
      mac,
      readersOf(
        { [machinePlist]: 'bplist00', [personPlist]: 'bplist00' },
        {
          [plutil(machinePlist)]: '{ "updates.channel": "stable" }',
          [plutil(personPlist)]: '{ "updates.channel": "beta", "signIn.remember": false }',
        },
      ),
    )
    expect(policy.values).toEqual({ 'updates.channel': 'stable', 'signIn.remember': false })
    expect(policy.from['signIn.remember']).toBe(personPlist)
  })

  it('a file that the system cannot convert is reported', () => {
    const policy = read(mac, readersOf({ [machinePlist]: 'bplist00' }))
    expect(policy.refused).toEqual([
      { where: machinePlist, key: null, why: 'cannot be converted to JSON' },
    ])
  })
})

it('the report has every key, its value and who decided it', () => {
  const policy = read(linux, readersOf({ [file]: '{ "window.closeToTray": false, "x": 1 }' }))
  const { values, refused } = reportPolicy(policy, { 'links.telephone': true })
  expect(values['window.closeToTray']).toEqual({ value: false, source: 'policy', where: file })
  expect(values['links.telephone']).toEqual({ value: true, source: 'user' })
  expect(values['notifications.native']).toEqual({ value: true, source: 'default' })
  expect(values['updates.channel']).toEqual({ value: null, source: 'default' })
  expect(refused).toEqual([{ where: file, key: 'x', why: 'is not a policy of this version' }])
})
