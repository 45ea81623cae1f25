import { assert, property, stringMatching } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IDENTITY_MAX, identityInAddress, identityOf, parseIdentity } from './identity.ts'

const part = stringMatching(/^[A-Za-z0-9]{1,40}$/)

describe('identity', () => {
  it('is reversible and fits Twilio', () => {
    assert(
      property(part, part, (tenantId, userId) => {
        const identity = identityOf(tenantId, userId)
        expect(identity.length).toBeLessThanOrEqual(IDENTITY_MAX)
        expect(identity).toMatch(/^[A-Za-z0-9_]+$/)
        expect(parseIdentity(identity)).toEqual({ tenantId, userId })
      }),
    )
  })

  it.each(['a_b', 'a b', '', 'ä'])('refuses %j as a part', (bad) => {
    expect(() => identityOf('main', bad)).toThrow('letters and digits')
    expect(() => identityOf(bad, 'ada')).toThrow('letters and digits')
  })

  it('refuses one that is too long', () => {
    expect(() => identityOf('t'.repeat(60), 'u'.repeat(60))).toThrow('longer')
  })

  it.each(['', 'ada', 'tenant_main_user_', 'tenant_a_b_user_c', 'xtenant_a_user_b'])(
    'parses %j as none of ours',
    (text) => expect(parseIdentity(text)).toBeNull(),
  )

  it.each([
    ['client:tenant_main_user_ada', 'tenant_main_user_ada'],
    ['client:tenant_main_user_ada?callId=x', 'tenant_main_user_ada'],
    ['+15005550006', null],
  ])('reads the address %s', (address, identity) => {
    expect(identityInAddress(address)).toBe(identity)
  })
})
