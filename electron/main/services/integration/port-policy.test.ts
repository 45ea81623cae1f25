import { expect, it } from 'vitest'
import type { PolicyValues } from '../../../policy/policies.ts'
import { readPortPolicy } from './port-policy.ts'

const origins = ['https://crm.test']

it.each<[what: string, policy: PolicyValues, wanted: unknown]>([
  ['no policy', {}, { kind: 'none' }],
  ['no port', { 'integration.origins': origins }, { kind: 'none' }],
  ['programs without a port', { 'integration.programs': true }, { kind: 'none' }],
  ['a port for nobody', { 'integration.port': 4500 }, { kind: 'no-callers' }],
  [
    'an empty list',
    { 'integration.port': 4500, 'integration.origins': [], 'integration.programs': false },
    { kind: 'no-callers' },
  ],
  [
    'pages',
    { 'integration.port': 4500, 'integration.origins': origins },
    { kind: 'port', port: 4500, callers: { origins, programs: false } },
  ],
  [
    'programs',
    { 'integration.port': 4500, 'integration.programs': true },
    { kind: 'port', port: 4500, callers: { origins: [], programs: true } },
  ],
])('%s', (_what, policy, wanted) => expect(readPortPolicy(policy)).toEqual(wanted))
