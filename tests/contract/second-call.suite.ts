import { describe, expect, it } from 'vitest'
import { soon, type ProviderBench } from './provider-bench.ts'

/** The tests that need call waiting; the others have none, or a customer in a queue would ring at the same desk again. */
export const withSecondCall = 'with a second call'

/** What every provider must do with two calls. `talking` answers a call and gives its name. */
export function secondCallContract(
  bench: () => ProviderBench,
  talking: () => Promise<string>,
): void {
  describe('with a second call', () => {
    const calls = async () => (await bench().status()).calls
    const byId = async (id: string) => (await calls()).find((item) => item.callId === id)
    const inHand = async () => (await calls()).find((item) => item.inHand)?.callId
    const heldIn = async (id: string) =>
      (await byId(id))?.parties.find((item) => item.role === 'customer')?.hold.confirmed

    async function waiting(): Promise<{ first: string; second: string }> {
      const first = await talking()
      await bench().second.calls()
      const offered = async () => (await calls()).find((item) => item.waiting)?.callId
      await expect.poll(offered, soon).toBeDefined()
      return { first, second: (await offered()) ?? '' }
    }
    /** The second is placed by the agent. */
    async function both(): Promise<{ first: string; second: string }> {
      const first = await talking()
      await bench().ask('place', { kind: 'number', number: bench().second.number })
      await expect.poll(() => heldIn(first), soon).toBe(true)
      await bench().second.answers()
      const placed = async () => (await calls()).find((item) => item.direction === 'outbound')
      await expect.poll(async () => (await placed())?.state, soon).toBe('active')
      return { first, second: (await placed())?.callId ?? '' }
    }

    it('tells that it waits, and answers it with the first on hold', async () => {
      const { first, second } = await waiting()
      await bench().ask('accept', second)
      await expect.poll(async () => (await byId(second))?.state, soon).toBe('active')
      expect(await bench().told()).toEqual(['incoming', 'connected', 'incoming', 'connected'])
      expect(await byId(second)).toMatchObject({ inHand: true, muted: false, waiting: false })
      expect(await byId(first)).toMatchObject({ inHand: false, muted: true, state: 'active' })
      await expect.poll(() => heldIn(first), soon).toBe(true)
      expect(await heldIn(second)).toBe(false)
    })

    it('declines it, and goes on with the first', async () => {
      const { first, second } = await waiting()
      await bench().ask('decline', second)
      await expect.poll(async () => (await calls()).length, soon).toBe(1)
      expect(await byId(first)).toMatchObject({ inHand: true, state: 'active', muted: false })
      expect(await heldIn(first)).toBe(false)
    })

    it('places one itself with the first on hold, and has that in hand again after it', async () => {
      const { first, second } = await both()
      expect(await byId(second)).toMatchObject({ inHand: true, muted: false })
      expect(await byId(first)).toMatchObject({ inHand: false, muted: true, state: 'active' })
      await bench().ask('hangUp', second)
      await expect.poll(inHand, soon).toBe(first)
    })

    it('goes back and forth, and proves which one is on hold', async () => {
      const { first, second } = await both()
      await expect.poll(() => heldIn(first), soon).toBe(true)
      for (const [to, from] of [
        [first, second],
        [second, first],
      ] as const) {
        await bench().ask('switchTo', to)
        await expect.poll(inHand, soon).toBe(to)
        await expect.poll(() => heldIn(to), soon).toBe(false)
        await expect.poll(() => heldIn(from), soon).toBe(true)
      }
    })

    it('makes one conversation of both', async () => {
      const { first, second } = await both()
      await expect.poll(() => heldIn(first), soon).toBe(true)
      await bench().ask('merge', second, first)
      const merged = async () =>
        (await byId(second))?.parties.find((item) => item.joinedHow === 'merged')
      await expect.poll(async () => (await merged())?.state, soon).toBe('connected')
      await expect.poll(async () => (await calls()).length, soon).toBe(1)
      expect(await byId(second)).toMatchObject({ inHand: true, state: 'active' })
      await expect.poll(() => heldIn(second), soon).toBe(false)
    })

    it('has the first in hand again when the second is over', async () => {
      const { first } = await both()
      await expect.poll(() => heldIn(first), soon).toBe(true)
      await bench().second.hangsUp()
      await expect.poll(inHand, soon).toBe(first)
      await expect.poll(async () => (await calls()).length, soon).toBe(1)
      expect((await byId(first))?.muted).toBe(false)
      await bench().ask('resume', first)
      await expect.poll(() => heldIn(first), soon).toBe(false)
    })
  })
}
