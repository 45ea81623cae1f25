import { createHash, sign, type KeyObject } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { releaseInfo, toSignedBytes, systemOfFile, type ReleaseInfo } from './release-info.ts'

/**
 * Signs each update file in a folder with each of the keys, and returns their names. Throws before anything is
 * written if a file that it names is missing or changed: nobody should sign what they do not have.
 */
export function signFolder(folder: string, keys: readonly KeyObject[]): readonly string[] {
  const names = readdirSync(folder).filter((name) => systemOfFile(name) !== null)
  const texts = names.map((name) => signFile(folder, name, keys))
  names.forEach((name, index) => writeFileSync(join(folder, name), texts[index] ?? ''))
  return names
}

function signFile(folder: string, name: string, keys: readonly KeyObject[]): string {
  const text = readFileSync(join(folder, name), 'utf8')
  const read = releaseInfo.safeParse(parse(text))
  if (!read.success) throw new Error(`${name} is no update file: ${read.error.message}`)
  check(folder, read.data)
  const statement = toSignedBytes(systemOfFile(name) ?? '', read.data)
  const lines = keys.map((key) => `  - ${sign(null, statement, key).toString('base64')}\n`)
  return `${withoutSignatures(text)}signatures:\n${lines.join('')}`
}

function check(folder: string, { files }: ReleaseInfo): void {
  for (const { url, sha512 } of files) {
    const bytes = readFileSync(join(folder, url))
    if (createHash('sha512').update(bytes).digest('base64') === sha512) continue
    throw new Error(`${url} is not the file that was released: its SHA-512 differs`)
  }
}

/** A release may be signed again, for example with one more key. */
function withoutSignatures(text: string): string {
  return `${text.replace(/^signatures:\n(?: {2}- .*\n)*/mu, '').trimEnd()}\n`
}
