import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { judgeRelease } from './judge-release.ts'
import { readReleaseKey, writeReleaseKey } from './keys.ts'
import { systemOf, systemOfFile } from './release-info.ts'
import { signFolder } from './sign-folder.ts'

const ours = generateKeyPairSync('ed25519')
const next = generateKeyPairSync('ed25519')
const strangers = generateKeyPairSync('ed25519')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-release-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const app = 'cordboard-1.2.0-linux-x64.AppImage'

/** A release as electron-builder writes it to its folder, and its text once it is signed. */
function release(keys: readonly KeyObject[], name = 'latest-linux.yml') {
  const bytes = randomBytes(100)
  writeFileSync(join(folder, app), bytes)
  const sha512 = createHash('sha512').update(bytes).digest('base64')
  const text = `version: 1.2.0
files:
  - url: ${app}
    sha512: ${sha512}
    size: 100
    blockMapSize: 20
path: ${app}
sha512: ${sha512}
releaseDate: '2026-11-30T08:00:00.000Z'
`
  writeFileSync(join(folder, name), text)
  if (keys.length > 0) signFolder(folder, keys)
  return read(name)
}

function read(name = 'latest-linux.yml'): Record<string, unknown> {
  return parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>
}

const judge = (
  info: unknown,
  system = 'linux-x64',
  keys: readonly KeyObject[] = [ours.publicKey],
) => {
  const judged = judgeRelease(info, keys, system)
  return judged.kind === 'trusted' ? 'trusted' : judged.why
}

describe('a release', () => {
  it('is trusted if one of our keys has signed it', () => {
    expect(judge(release([ours.privateKey]))).toBe('trusted')
    expect(judge(release([strangers.privateKey]))).toBe('wrong-signature')
    expect(judge(release([]))).toBe('unsigned')
  })

  it('is trusted by programs with the old key and with the new one while it is signed with both', () => {
    const info = release([ours.privateKey, next.privateKey])
    expect(judge(info)).toBe('trusted')
    expect(judge(info, 'linux-x64', [next.publicKey])).toBe('trusted')
    // Signing again keeps only the last signatures.
    signFolder(folder, [next.privateKey])
    expect(judge(read())).toBe('wrong-signature')
  })

  it('is refused if any part of it differs', () => {
    const info = release([ours.privateKey])
    const [file] = info['files'] as Record<string, unknown>[]
    for (const change of [
      // An older release under a higher number.
      { version: '1.3.0' },
      { releaseDate: '2025-11-30T08:00:00.000Z' },
      { minimumSystemVersion: '1.0.0' },
      { files: [{ ...file, url: 'other.AppImage' }] },
      { files: [{ ...file, sha512: createHash('sha512').update('other').digest('base64') }] },
      { files: [file, file] },
      { files: [{ ...file, isAdminRightsRequired: true }] },
    ]) {
      expect(judge({ ...info, ...change })).toBe('wrong-signature')
    }
    // Another system's release.
    expect(judge(info, 'win32')).toBe('wrong-signature')
    expect(judge(info, 'linux-arm64')).toBe('wrong-signature')
  })

  it('that names further files, or none, is not understood, no matter who has signed it', () => {
    const info = release([ours.privateKey])
    expect(judge({ ...info, packages: { x64: { path: 'x.7z', sha512: 'x' } } })).toBe(
      'not-understood',
    )
    expect(judge({ ...info, files: [] })).toBe('not-understood')
    expect(judge({ ...info, files: undefined })).toBe('not-understood')
  })

  it('may change the percentage of its rollout without a new signature', () => {
    expect(judge({ ...release([ours.privateKey]), stagingPercentage: 10 })).toBe('trusted')
  })

  it.each([
    null,
    undefined,
    'text',
    [],
    { signatures: 'x' },
    { signatures: [] },
    { signatures: [1] },
  ])('that is not valid is refused: %j', (info) => expect(judge(info)).toBe('unsigned'))
})

describe('signing a folder', () => {
  it('signs each update file for its own system, and keeps the rest of it', () => {
    release([], 'latest.yml')
    release([], 'beta-mac.yml')
    writeFileSync(join(folder, 'builder-debug.yml'), stringify({ version: '1.2.0' }))
    expect(() => signFolder(folder, [ours.privateKey])).toThrow(/latest\.yml|not the file/u)
    rmSync(join(folder, 'latest.yml'))
    const before = read('beta-mac.yml')
    expect(signFolder(folder, [ours.privateKey])).toEqual(['beta-mac.yml'])
    const after = read('beta-mac.yml')
    expect(after).toMatchObject(before)
    expect(judge(after, 'darwin')).toBe('trusted')
    expect(read('builder-debug.yml')).toEqual({ version: '1.2.0' })
  })

  it('writes nothing if a file is missing or changed', () => {
    const before = release([])
    writeFileSync(join(folder, app), 'another program')
    expect(() => signFolder(folder, [ours.privateKey])).toThrow(app)
    rmSync(join(folder, app))
    expect(() => signFolder(folder, [ours.privateKey])).toThrow(app)
    expect(read()).toEqual(before)
  })
})

it.each([
  ['latest.yml', 'win32'],
  ['beta-mac.yml', 'darwin'],
  ['latest-linux.yml', 'linux-x64'],
  ['latest-linux-arm64.yml', 'linux-arm64'],
  ['builder-debug.yml', null],
  ['builder-effective-config.yaml', null],
])('%s is for %s', (name, system) => expect(systemOfFile(name)).toBe(system))

it('a key goes through its text', () => {
  const text = writeReleaseKey(ours.privateKey)
  expect(readReleaseKey(text).equals(ours.publicKey)).toBe(true)
  expect(() => readReleaseKey('c2hvcnQ=')).toThrow('too_small')
})

it('the systems are named as Node names them', () => {
  expect(systemOf('linux', 'arm64')).toBe('linux-arm64')
  expect(systemOf('win32', 'arm64')).toBe('win32')
})
