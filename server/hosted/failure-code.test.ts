import { expect, it } from 'vitest'
import { toFailureCode } from './failure-code.ts'
import { StartFailure } from '../start-failure.ts'

it.each([
  ['database-held', new StartFailure('database-held', 'in use')],
  ['database', new StartFailure('database', 'newer')],
  ['port-in-use', Object.assign(new Error('listen'), { code: 'EADDRINUSE' })],
  ['twilio', new Error('Twilio could not be provisioned: no')],
  ['other', new Error('a bug')],
])('is %s', (fault, error) => expect(toFailureCode(error)).toBe(fault))
