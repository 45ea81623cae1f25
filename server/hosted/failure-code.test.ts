import { expect, it } from 'vitest'
import { StartFault } from '../start-fault.ts'
import { toFailureCode } from './failure-code.ts'

it.each([
  ['database-held', new StartFault('database-held', 'in use')],
  ['database', new StartFault('database', 'newer')],
  ['port-in-use', Object.assign(new Error('listen'), { code: 'EADDRINUSE' })],
  ['twilio', new Error('Twilio could not be provisioned: no')],
  ['other', new Error('a bug')],
])('is %s', (fault, error) => expect(toFailureCode(error)).toBe(fault))
