import { describe, expect, it } from 'vitest'
import { callerNumber } from './caller-number.ts'

describe('who a call is from', () => {
  it.each([
    ['ANONYMOUS', '+266696687'],
    ['RESTRICTED', '+7378742833'],
    ['BLOCKED', '+2562533'],
    ['UNKNOWN', '+8656696'],
    ['UNKNOWN, as it is seen too', '+8566696'],
    ['UNAVAILABLE', '+86282452253'],
    ['a word', 'anonymous'],
    ['a word after a plus', '+anonymous'],
    ['nothing', ''],
    ['a teammate', 'client:tenant_1_user_2'],
    ['a SIP address', 'sip:1001@example.com'],
  ])('%s is withheld', (_what, from) => expect(callerNumber(from)).toBeNull())

  it.each(['+14155550123', '+26622123456', '+73787428330', '+17378742833', '+862824522530'])(
    '%s is a number',
    (from) => expect(callerNumber(from)).toBe(from),
  )
})
