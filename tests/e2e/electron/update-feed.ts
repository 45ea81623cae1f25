import { createHash, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { writeReleaseKey } from '../../../electron/release/keys.ts'
import { signFolder } from '../../../electron/release/sign-folder.ts'
import type { ServerCertificate } from './small-server.ts'

const updateFile = `latest-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`

/** A web server of IT's with the files of a release, version 99.0.0, as electron-builder leaves them. */
export async function startUpdateFeed(folder: string, certificate: ServerCertificate) {
  mkdirSync(folder)
  const name = 'cordboard-99.0.0-linux.AppImage'
  const program = '#!/bin/sh\nexit 0\n'
  const sha512 = createHash('sha512').update(program).digest('base64')
  writeFileSync(join(folder, name), program)
  const lines = [
    'version: 99.0.0',
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `releaseDate: '2026-03-01T08:00:00.000Z'`,
  ]
  writeFileSync(join(folder, updateFile), `${lines.join('\n')}\n`)
  const { privateKey } = generateKeyPairSync('ed25519')
  const asked: string[] = []
  const server = createServer(certificate, (request, response) => {
    const wanted = basename(new URL(request.url ?? '', 'https://feed.test').pathname)
    asked.push(wanted)
    const known = readdirSync(folder).includes(wanted)
    response.writeHead(known ? 200 : 404)
    response.end(known ? readFileSync(join(folder, wanted)) : undefined)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}/`,
    key: writeReleaseKey(privateKey),
    asked: asked as readonly string[],
    program: name,
    sign: () => signFolder(folder, [privateKey]),
    close: () => void server.close(),
  }
}
