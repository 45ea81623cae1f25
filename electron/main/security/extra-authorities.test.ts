import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isIssuedByOneOf, readAuthorities } from './extra-authorities.ts'
import { forged, mail, middle, root, server, stranger } from './testing/certificates.ts'

const now = Date.parse(new X509Certificate(server).validFrom) + 86_400_000
const years = 365 * 86_400_000
const chain = (leaf: string, ...issuers: readonly string[]) =>
  [leaf, ...issuers].reduceRight<{ data: string; issuerCert?: { data: string } } | undefined>(
    (issuerCert, data) => ({ data, ...(issuerCert === undefined ? {} : { issuerCert }) }),
    undefined,
  )!
const whole = chain(server, middle, root)
const trusts = (file: string, shown: { data: string }, hostname = 'phone.test', at = now) =>
  isIssuedByOneOf(readAuthorities(file), shown, hostname, at)

describe('an authority of IT’s', () => {
  it.each([
    ['its root, and the server sends the intermediate', root, whole],
    ['the intermediate itself', middle, chain(server)],
    ['several, of which one is right', stranger + root, whole],
    ['its root, without its own root sent', root, chain(server, middle)],
  ])('is trusted by: %s', (_how, file, shown) => expect(trusts(file, shown)).toBe(true))

  it('covers the names and addresses in the certificate', () => {
    expect(trusts(root, whole, '127.0.0.1')).toBe(true)
    expect(trusts(root, whole, 'bank.test')).toBe(false)
    expect(trusts(root, whole, '127.0.0.2')).toBe(false)
  })

  it.each([
    ['another root of the same name', stranger, whole],
    ['a chain with a link missing', root, chain(server)],
    ['a chain that ends nowhere', root, chain(server, server)],
    ['a certificate for mail', root, chain(mail, middle, root)],
  ])('does not cover %s', (_what, file, shown) => expect(trusts(file, shown)).toBe(false))

  it('does not cover a certificate that a server certificate has signed', () => {
    expect(trusts(root, chain(forged, server, middle, root), 'bank.test')).toBe(false)
  })

  it('does not cover a certificate before or after its time', () => {
    expect(trusts(root, whole, 'phone.test', now - years)).toBe(false)
    expect(trusts(root, whole, 'phone.test', now + 11 * years)).toBe(false)
  })
})

it('a file without certificates, or with one that is not an authority, is refused', () => {
  expect(() => readAuthorities('nothing')).toThrow('holds no certificate')
  expect(() => readAuthorities(root + server)).toThrow('no authority')
})
