import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'

const COST = { N: 2 ** 15, r: 8, p: 1 }
const LENGTH = 32

/** `scrypt$N$r$p$salt$hash`: older hashes are still read after a change of the cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, COST)
  const { N, r, p } = COST
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$')
}

let decoy: Promise<string> | null = null

/** The hash of a password that no account has. Made once, because it is slow on purpose. */
export function decoyHash(): Promise<string> {
  return (decoy ??= hashPassword('no account has this password'))
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, n, r, p, salt, hash] = stored.split('$')
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64')
  const cost = { N: Number(n), r: Number(r), p: Number(p) }
  const actual = await derive(password, Buffer.from(salt, 'base64'), cost)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

const scryptAsync = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  // Passwords that look equal must be equal on every keyboard.
  const normal = password.normalize('NFKC')
  return scryptAsync(normal, salt, LENGTH, { ...cost, maxmem: 128 * 1024 * 1024 })
}
