import { expect, test } from 'vitest'
import { overridesOf } from './overrides.ts'

/** https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */

const DEFAULTS = {
  connectMs: 5000,
  readMs: 15_000,
  totalMs: 15_000,
  retries: 1,
  retryOn: new Set(['ct']),
}

test.each([
  ['', {}],
  ['#', {}],
  ['#ct=1000', { connectMs: 1000 }],
  ['#ct=1000&rt=1000', { connectMs: 1000, readMs: 1000 }],
  ['#rt=5000&rp=ct,rt', { readMs: 5000, retryOn: new Set(['ct', 'rt']) }],
  ['#e=ashburn,umatilla&sni=n', {}],
  ['#rc=2&ct=1000', { retries: 2, connectMs: 1000 }],
  ['#rc=0', { retries: 0 }],
  ['#rp=all', { retryOn: new Set(['4xx', '5xx', 'ct', 'rt']) }],
  ['#rc=9&ct=1&rt=99999&tt=1', { retries: 5, connectMs: 100, readMs: 15_000, totalMs: 100 }],
  ['#rc=many', {}],
])('%j', (fragment, said) => {
  expect(overridesOf(`https://example.com/foo?query=123${fragment}`)).toEqual({
    ...DEFAULTS,
    ...said,
  })
})

test.each(['#rp=5xx,never', '#rp='])('%s is no retry policy', (fragment) => {
  expect(overridesOf(`https://example.com/${fragment}`)).toBeNull()
})
