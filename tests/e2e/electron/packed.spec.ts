import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll, extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { sandboxPages } from '../../../server/sandbox/control/built-pages.ts'
import { desktopPages } from '../../../renderer/pages.ts'
import { launchChromium } from '../harness/chromium.ts'
import { expect, test } from '../harness/fixtures.ts'
import { doTheMainJob } from '../journeys/main-job.ts'
import { isNamed } from '../../../electron/policy/network.ts'
import { missingPrograms } from './desktop-session.ts'
import { openPackedDesk, openPackedPage } from './packed-desk.ts'
import { drivenBy, packUnderPolicy } from './packed-under-policy.ts'
import { openPackedSandbox } from './packed-sandbox.ts'
import { repository } from './placed-app.ts'
import { makeAuthority } from './test-authority.ts'
import { startUpdateFeed } from './update-feed.ts'
import { readTraffic, watching } from './watch-traffic.ts'
import { forgetProfile } from './forget-profile.ts'

const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
test.skip(runtime === '' || process.platform !== 'linux', 'not run: needs a runtime for Linux')

// electron-builder brings the readers of archives and fuses along.
let folder: string
let packed: string
/** The same under a policy that lets a test drive it. */
let driven: string
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-packed-'))
  const version = readFileSync(join(runtime, 'version'), 'utf8').trim()
  const options = [
    `-c.electronDist=${runtime}`,
    `-c.electronVersion=${version}`,
    `-c.directories.output=${folder}`,
  ]
  const builder = join(repository, 'node_modules/electron-builder/cli.js')
  // The configuration as it is, with its schema: an error in it makes the builder fail.
  execFileSync(process.execPath, [builder, '--linux', 'dir', '--publish', 'never', ...options], {
    cwd: repository,
    stdio: 'pipe',
  })
  packed = join(folder, 'linux-unpacked')
  driven = await packUnderPolicy(packed, join(folder, 'driven'), drivenBy)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every fuse of the program is set as configured', async () => {
  const wire = await getCurrentFuseWire(join(packed, 'cordboard'))
  // As the binary has it: the characters 1 and 0.
  const [on, off] = [0x31, 0x30]
  const stands = Object.fromEntries(
    Object.entries(wire).map(([index, state]) => [FuseV1Options[Number(index)] ?? index, state]),
  )
  expect(stands).toMatchObject({
    RunAsNode: off,
    EnableCookieEncryption: on,
    EnableNodeOptionsEnvironmentVariable: off,
    EnableNodeCliInspectArguments: off,
    EnableEmbeddedAsarIntegrityValidation: on,
    OnlyLoadAppFromAsar: on,
    LoadBrowserProcessSpecificV8Snapshot: off,
    GrantFileProtocolExtraPrivileges: off,
  })
})

test('the archive has the built program and nothing else', () => {
  const archive = join(packed, 'resources/app.asar')
  const files = listPackage(archive, { isPack: false })
  const tops = new Set(files.map((file) => file.split('/')[1]))
  // The resources are the server's hold music; the node_modules what has native parts.
  expect([...tops].toSorted()).toEqual(['node_modules', 'out', 'package.json', 'resources'])
  const strange = files.filter((file) =>
    /\.(?:ts|tsx|map|test\.js|env|pem|key)$|^\/server\//u.test(file),
  )
  expect(strange).toEqual([])
  // Native parts lie beside the archive, where the system can load them.
  const outside = readdirSync(join(packed, 'resources/app.asar.unpacked/node_modules/@ngrok'))
  expect(outside).toContainEqual(expect.stringMatching(/^ngrok-linux-/))
  const about = JSON.parse(extractFile(archive, 'package.json').toString()) as { main: string }
  expect(about.main).toBe('out/main/index.js')
  expect(readdirSync(join(packed, 'resources/policy')).toSorted()).toEqual([
    'cordboard.admx',
    'en-US',
    'policy.schema.json',
  ])
})

test('the packed program starts only from its archive, and ignores Node options', () => {
  const trap = join(folder, 'trap.cjs')
  writeFileSync(
    trap,
    `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'sprung'))}, '')`,
  )
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const printed = spawnSync(
    join(packed, 'cordboard'),
    [...asRoot, '--headless', '--print-policy'],
    {
      encoding: 'utf8',
      timeout: 20_000,
      env: {
        ...process.env,
        CORDBOARD_USER_DATA: folder,
        NODE_OPTIONS: `--require ${trap}`,
        ELECTRON_RUN_AS_NODE: '1',
      },
    },
  )
  expect(printed.status).toBe(0)
  expect(JSON.parse(printed.stdout)).toHaveProperty('values')
  expect(readdirSync(folder)).not.toContain('sprung')
})

test('the packed program does not start with a switch that could open it to others, and says so', () => {
  const profile = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const start = (...args: readonly string[]) =>
    spawnSync(join(packed, 'cordboard'), [...asRoot, ...args], {
      encoding: 'utf8',
      timeout: 20_000,
      env: { ...process.env, CORDBOARD_USER_DATA: profile },
    })
  try {
    for (const given of [
      '--remote-debugging-port=0',
      '-remote-debugging-port=0',
      '--remote-debugging-pipe',
      '--inspect=0',
      '--inspect-brk=0',
      '--js-flags=--expose-gc',
      '--host-rules=MAP * 127.0.0.1',
      '--disable-web-security',
    ]) {
      const { status, stderr } = start(given)
      expect([given, status]).toEqual([given, 1])
      expect(stderr).toContain(`does not start with --${given.replace(/^-+|=.*$/gu, '')}`)
      expect(stderr).not.toContain('listening on')
    }
    expect(existsSync(join(profile, 'DevToolsActivePort'))).toBe(false)
    const log = readFileSync(join(profile, 'logs/main.log'), 'utf8')
    expect(log).toContain('"switches":["remote-debugging-port"]')
    // If nothing is wrong, it starts.
    expect(start('--headless', '--print-policy').status).toBe(0)
  } finally {
    forgetProfile(profile)
  }
})

test('a feed that only a policy names is checked, and its release is installed once it is signed', async () => {
  const lacks = missingPrograms('openssl')
  test.skip(lacks.length > 0, 'not run: this machine lacks openssl')
  const home = mkdtempSync(join(tmpdir(), 'cordboard-updated-'))
  const [userData, appImage] = [join(home, 'profile'), join(home, 'cordboard.AppImage')]
  mkdirSync(userData)
  writeFileSync(appImage, 'the program of before')
  const authority = makeAuthority(home)
  const feed = await startUpdateFeed(join(home, 'feed'), authority.server)
  const executable = await packUnderPolicy(packed, join(home, 'packed'), {
    ...drivenBy,
    'updates.feed': feed.url,
    'updates.keys': [feed.key],
    'network.caFile': authority.file,
  })
  const env = { APPIMAGE: appImage, XDG_CACHE_HOME: join(home, 'cache') }
  const desk = await openPackedPage(executable, { serverUrl: '', userData, env })
  const look = () => desk.page.evaluate(() => window.desktop.invoke('program.lookForUpdates', {}))
  const found = () =>
    desk.page.evaluate(async () => {
      const reply = await window.desktop.invoke('program.get', {})
      return reply.ok ? reply.value.updates : null
    })
  try {
    const unsigned = { kind: 'refused', version: '99.0.0', why: 'unsigned' }
    await look()
    await expect.poll(found, { timeout: 20_000 }).toEqual(unsigned)
    expect(feed.asked).not.toContain(feed.program)
    feed.sign()
    await look()
    await expect.poll(found, { timeout: 20_000 }).toEqual({ kind: 'ready', version: '99.0.0' })
    expect(feed.asked).toContain(feed.program)
  } finally {
    await desk.close()
    feed.close()
    forgetProfile(home)
  }
})

test('it opens telephone links while a person wants it, and stops that at the next start', async () => {
  const lacks = missingPrograms('xdg-settings')
  test.skip(lacks.length > 0, 'not run: this machine lacks xdg-settings')
  const home = mkdtempSync(join(tmpdir(), 'cordboard-home-'))
  const [userData, applications] = [join(home, 'profile'), join(home, 'share/applications')]
  for (const made of [userData, applications]) mkdirSync(made, { recursive: true })
  // As the packages install it.
  const entry = '[Desktop Entry]\nType=Application\nName=Cordboard\nExec=/bin/true %U\n'
  writeFileSync(join(applications, 'cordboard.desktop'), entry)
  const env = { XDG_CONFIG_HOME: join(home, 'config'), XDG_DATA_HOME: join(home, 'share') }
  const opens = (scheme: string) =>
    spawnSync('xdg-mime', ['query', 'default', `x-scheme-handler/${scheme}`], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    }).stdout.trim()
  try {
    for (const [wanted, opener] of [
      [true, 'cordboard.desktop'],
      [false, ''],
    ] as const) {
      const settings = { 'links.telephone': wanted }
      writeFileSync(join(userData, 'settings.json'), JSON.stringify({ version: 2, settings }))
      const desk = await openPackedPage(driven, { serverUrl: '', userData, env })
      try {
        await expect.poll(() => opens('tel')).toBe(opener)
        await expect.poll(() => opens('sip')).toBe(opener)
        expect(opens('cordboard')).toBe('cordboard.desktop')
      } finally {
        await desk.close()
        rmSync(join(userData, 'DevToolsActivePort'), { force: true })
      }
    }
  } finally {
    forgetProfile(home)
  }
})

test('each page of the practice contact centre opens from the archive, with all that it consists of', async () => {
  const extracted = join(folder, 'extracted')
  extractAll(join(packed, 'resources/app.asar'), extracted)
  const sandbox = await openPackedSandbox(join(extracted, 'out/server'))
  const browser = await launchChromium()
  try {
    for (const { path, file } of sandboxPages) {
      const page = await browser.newPage()
      const answers = new Map<string, number>()
      const thrown: string[] = []
      page.on('response', (response) => answers.set(response.url(), response.status()))
      page.on('pageerror', (error) => thrown.push(String(error)))
      const url = `${sandbox.url}/sandbox${path}`
      await page.goto(url)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const source = readFileSync(join(extracted, 'out/server/sandbox-pages', file), 'utf8')
      const named = [...source.matchAll(/(?:src|href)="(?<path>[^"]+)"/gu)]
      expect(named.length).toBeGreaterThan(1)
      for (const wanted of [
        url,
        ...named.map(({ groups }) => `${sandbox.url}${groups?.['path'] ?? ''}`),
      ]) {
        await expect.poll(() => [wanted, answers.get(wanted)]).toEqual([wanted, 200])
      }
      expect(thrown).toEqual([])
      await page.close()
    }
  } finally {
    await browser.close()
    await sandbox.close()
  }
})

test('each page of the packed program is there, with all that it names', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const desk = await openPackedPage(driven, { serverUrl: '', userData })
  try {
    await expect(desk.page.getByRole('heading', { name: 'Welcome to Cordboard' })).toBeVisible()
    for (const name of desktopPages) {
      const missing = await desk.page.evaluate(async (file) => {
        const page = await fetch(file)
        const named = [...(await page.text()).matchAll(/(?:src|href)="(?<path>[^"]+)"/gu)]
        const files = named.map(({ groups }) => groups?.['path'] ?? '')
        const answers = await Promise.all(files.map(async (each) => (await fetch(each)).ok))
        const absent = files.filter((_file, index) => answers[index] !== true)
        return page.ok && files.length > 1 ? absent : [file, ...absent]
      }, `${name}.html`)
      expect(missing).toEqual([])
    }
  } finally {
    await desk.close()
    forgetProfile(userData)
  }
})

test('the program connects only to what the network table names, from the start to a ready desk', async ({
  centre,
}) => {
  const lacks = missingPrograms('strace')
  test.skip(lacks.length > 0, 'not run: this machine lacks strace')
  test.setTimeout(120_000)
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const notes = join(folder, 'traffic')
  const under = watching(notes)
  const ada = await openPackedDesk(driven, {
    serverUrl: centre.url,
    userData,
    under,
  })
  try {
    await ada.becomeAvailable()
    const { names, addresses } = readTraffic(notes)
    expect([...names, ...addresses].filter((each) => !isNamed(each))).toEqual([])
  } finally {
    await ada.close()
    forgetProfile(userData)
  }
})

test('the packed program does the main job: rung, answered, heard, muted, held, resumed, wrapped up', async ({
  centre,
}) => {
  test.setTimeout(120_000)
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const ada = await openPackedDesk(driven, { serverUrl: centre.url, userData })
  try {
    await doTheMainJob(centre, ada)
  } finally {
    await ada.close()
    forgetProfile(userData)
  }
})
