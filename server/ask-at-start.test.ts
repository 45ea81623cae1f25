import { expect, it } from 'vitest'
import { fakeGateway, refused, unreachable } from './testing/fake-gateway.ts'
import { askAtStart } from './ask-at-start.ts'

/** Time passes at once. */
const clock = {
  after(_: number, run: () => void) {
    run()
    return () => undefined
  },
}

it('asks again while Twilio is not available', async () => {
  const gateway = fakeGateway()
  gateway.fail('workspace', unreachable)
  let asked = 0
  const answer = await askAtStart(clock, async () => {
    asked += 1
    if (asked === 3) gateway.fail('workspace', null)
    return gateway.workspace()
  })
  expect(answer.ok).toBe(true)
  expect(asked).toBe(3)
})

it.each([
  ['five times at most', unreachable, 5],
  ['once for a final no', refused, 1],
])('asks %s', async (_, failure, times) => {
  const gateway = fakeGateway()
  gateway.fail('workspace', failure)
  expect((await askAtStart(clock, () => gateway.workspace())).ok).toBe(false)
  expect(gateway.of('workspace')).toHaveLength(times)
})
