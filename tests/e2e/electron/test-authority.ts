import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerCertificate } from './small-server.ts'

export interface TestAuthority {
  /** The authority's own certificate, PEM. */
  readonly file: string
  /** For 127.0.0.1, as are all. */
  readonly server: ServerCertificate
  /** By another authority of the same name. */
  readonly stranger: ServerCertificate
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Two authorities and what each has issued. Needs `openssl`. */
export function makeAuthority(folder: string): TestAuthority {
  const [right, wrong] = [join(folder, 'right'), join(folder, 'wrong')]
  return { server: issue(right), stranger: issue(wrong), file: join(right, 'root.pem') }
}

function issue(folder: string): ServerCertificate {
  mkdirSync(folder)
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  const named = (name: string) => ['-keyout', `${name}.key`, '-subj', `/CN=Test ${name}`]
  const ca = ['-addext', 'keyUsage=critical,keyCertSign', '-days', '2']
  openssl('req', '-x509', ...newKey, ...named('root'), ...ca, '-out', 'root.pem')
  const host = ['-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'extendedKeyUsage=serverAuth']
  const by = ['-CA', 'root.pem', '-CAkey', 'root.key', '-days', '2']
  const leaf = ['-addext', 'basicConstraints=critical,CA:FALSE']
  openssl(
    'req',
    '-x509',
    ...newKey,
    ...named('server'),
    ...host,
    ...leaf,
    ...by,
    '-out',
    'server.pem',
  )
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  return { key: read('server.key'), cert: read('server.pem') }
}
