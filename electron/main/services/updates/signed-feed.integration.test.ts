import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
// electron-builder brings these along: electron-updater's own requests need Electron.
import { NodeHttpExecutor } from 'builder-util'
import { configureRequestUrl, type DownloadOptions } from 'builder-util-runtime'
import electronUpdater from 'electron-updater'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemOf } from '../../../release/release-info.ts'
import { signFolder } from '../../../release/sign-folder.ts'
import { createLog } from '../../log.ts'
import { createSource } from './electron-source.ts'

/** Fetches files as electron-updater's own does, by Node. */
class NodeDownloads extends NodeHttpExecutor {
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const request = { headers: options.headers ?? {} }
      configureRequestUrl(url, request)
      const callback = (error: Error | null | undefined) =>
        error instanceof Error ? reject(error) : resolve(destination)
      this.doDownload(
        request,
        { destination, options, onCancel, callback, responseHandler: null },
        0,
      )
    })
  }
}

const ours = generateKeyPairSync('ed25519')
const strangers = generateKeyPairSync('ed25519')
const system = systemOf('linux', process.arch)
const updateFile = `latest-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`
const program = (version: string) => `#!/bin/sh\n# ${version}\nexit 0\n`

let folder: string
let feed: string
let installed: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-updates-'))
  feed = join(folder, 'feed')
  installed = join(folder, 'cordboard.AppImage')
  for (const made of ['feed', 'profile', 'cache']) mkdirSync(join(folder, made))
  writeFileSync(installed, program('1.1.0'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A release in the folder of the update server, as electron-builder leaves it, and signed. */
function publish(version: string, key: KeyObject | null): string {
  const name = `cordboard-${version}-linux.AppImage`
  writeFileSync(join(feed, name), program(version))
  const sha512 = createHash('sha512').update(program(version)).digest('base64')
  const lines = [
    `version: ${version}`,
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `path: ${name}`,
    `sha512: ${sha512}`,
    `releaseDate: '2026-11-30T08:00:00.000Z'`,
  ]
  writeFileSync(join(feed, updateFile), `${lines.join('\n')}\n`)
  if (key !== null) signFolder(feed, [key])
  return join(feed, name)
}

/** electron-updater as an AppImage of version 1.1.0 has it, whose update server a policy alone names. */
async function open() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '', 'http://a.test').pathname)
    asked.push(name)
    const known = readdirSync(feed).includes(name)
    response.writeHead(known ? 200 : 404).end(known ? readFileSync(join(feed, name)) : undefined)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  const quits: ((exitCode: number) => void)[] = []
  const updater = new electronUpdater.AppImageUpdater(null, {
    version: '1.1.0',
    name: 'cordboard',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'absent.yml'),
    userDataPath: join(folder, 'profile'),
    baseCachePath: join(folder, 'cache'),
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: (handler: (exitCode: number) => void) => void quits.push(handler),
  })
  // The cast: in Electron the updater makes its own.
  Object.assign(updater, { httpExecutor: new NodeDownloads() })
  const before = process.env['APPIMAGE']
  process.env['APPIMAGE'] = installed
  const source = createSource(
    updater,
    { 'updates.feed': `http://127.0.0.1:${port}/` },
    {
      trust: { keys: [ours.publicKey], system },
      resources: join(import.meta.dirname, '../../../../resources/release'),
      builtIn: false,
      log: createLog('silent'),
    },
  )
  return {
    source,
    asked,
    cached: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
        (name) => name.startsWith('cache') && name.endsWith('.AppImage'),
      ),
    /** The program is left. */
    quit() {
      source.close()
      for (const handler of quits) handler(0)
    },
    close() {
      server.close()
      if (before === undefined) delete process.env['APPIMAGE']
      else process.env['APPIMAGE'] = before
    },
  }
}

const there = () => readdirSync(folder).filter((name) => name.endsWith('.AppImage'))

it('a signed release is downloaded from a server that only a policy names, and installed when the program quits', async () => {
  publish('1.2.0', ours.privateKey)
  const { source, quit, close } = await open()
  try {
    expect(await source.check()).toEqual({
      kind: 'offer',
      version: '1.2.0',
      publishedAt: Date.parse('2026-11-30T08:00:00.000Z'),
    })
    expect(await source.download()).toEqual({ kind: 'ready' })
    expect(readFileSync(installed, 'utf8')).toBe(program('1.1.0'))
    quit()
    const programs = there().map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(programs).toEqual([program('1.2.0')])
  } finally {
    close()
  }
})

it.each([
  ['unsigned', null],
  ['wrong-signature', strangers.privateKey],
])('a release that is %s is refused, and nothing of it is downloaded', async (why, key) => {
  publish('1.2.0', key)
  const { source, asked, quit, close } = await open()
  try {
    expect(await source.check()).toEqual({ kind: 'refused', version: '1.2.0', why })
    await expect(source.download()).rejects.toThrow('no offer')
    quit()
    expect(asked).toEqual([updateFile])
    expect(readFileSync(installed, 'utf8')).toBe(program('1.1.0'))
  } finally {
    close()
  }
})

it('a file that was changed on the server is refused and not kept', async () => {
  writeFileSync(publish('1.2.0', ours.privateKey), program('an other hand'))
  const { source, cached, quit, close } = await open()
  try {
    expect(await source.check()).toMatchObject({ kind: 'offer' })
    const refused = { kind: 'refused', version: '1.2.0', why: 'changed-file' }
    expect(await source.download()).toEqual(refused)
    expect(cached()).toEqual([])
    quit()
    expect(readFileSync(installed, 'utf8')).toBe(program('1.1.0'))
  } finally {
    close()
  }
})

it('a file that is changed on the disk while it waits is not installed', async () => {
  publish('1.2.0', ours.privateKey)
  const { source, cached, quit, close } = await open()
  try {
    await source.check()
    expect(await source.download()).toEqual({ kind: 'ready' })
    const [waiting = ''] = cached()
    writeFileSync(join(folder, waiting), program('an other hand'))
    chmodSync(join(folder, waiting), 0o755)
    quit()
    expect(there().map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([
      program('1.1.0'),
    ])
    expect(() => source.install()).toThrow('nothing is ready')
  } finally {
    close()
  }
})

it('an older release is no update, signed or not; with a higher number its signature is wrong', async () => {
  publish('1.0.0', ours.privateKey)
  const { source, close } = await open()
  try {
    expect(await source.check()).toEqual({ kind: 'nothing' })
    const text = readFileSync(join(feed, updateFile), 'utf8')
    writeFileSync(join(feed, updateFile), text.replace('version: 1.0.0', 'version: 1.9.0'))
    expect(await source.check()).toMatchObject({ kind: 'refused', why: 'wrong-signature' })
  } finally {
    close()
  }
})
