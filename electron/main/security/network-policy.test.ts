import { expect, it } from 'vitest'
import { proxyOf } from './network-policy.ts'

it.each([
  [{}, null],
  [{ 'proxy.mode': 'system' }, null],
  [{ 'proxy.mode': 'direct' }, { mode: 'direct' }],
  [{ 'proxy.mode': 'fixed' }, null],
  [{ 'proxy.mode': 'pac' }, null],
  [
    { 'proxy.mode': 'pac', 'proxy.pacUrl': 'https://p.test/proxy.pac' },
    { mode: 'pac_script', pacScript: 'https://p.test/proxy.pac' },
  ],
  [
    { 'proxy.mode': 'fixed', 'proxy.server': 'p.test:3128', 'proxy.bypass': '<local>' },
    { mode: 'fixed_servers', proxyRules: 'p.test:3128', proxyBypassRules: '<local>' },
  ],
] as const)('the policy %j is the proxy %j', (policy, proxy) => {
  expect(proxyOf(policy)).toEqual(proxy)
})
