import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'

/** An Ed25519 public key: its 32 bytes in base64. */
export const releaseKey = z
  .base64()
  .length(44)
  .refine((text) => Buffer.from(text, 'base64').length === 32)

/** Reads a public key. Throws if the text is not one. */
export function readReleaseKey(text: string): KeyObject {
  const x = Buffer.from(releaseKey.parse(text), 'base64').toString('base64url')
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
}

/** Writes the public half of a private key as text, for the build and for the policy `updates.keys`. */
export function writeReleaseKey(privateKey: KeyObject): string {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return Buffer.from(x, 'base64url').toString('base64')
}
