import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderCall, ProviderParty } from '../../renderer/ports/softphone-provider.ts'
import { soon, type ProviderBench } from './provider-bench.ts'
import { secondCallContract, withSecondCall } from './second-call.suite.ts'
import { makeDraft } from '../../server/contract/wrap-up-draft.ts'

/** What every provider must do, told from outside. */
export function softphoneProviderContract(
  name: string,
  open: (centre: { readonly callWaiting: boolean }) => Promise<ProviderBench>,
): void {
  describe(`the ${name} provider`, () => {
    let bench: ProviderBench

    beforeEach(async ({ task }) => {
      bench = await open({ callWaiting: task.suite?.name === withSecondCall })
    })
    // What did not open has closed itself.
    afterEach(() => bench?.close())

    const call = async () => (await bench.status()).calls[0]

    async function callId(): Promise<string> {
      await expect.poll(call, soon).toBeDefined()
      return (await call())?.callId ?? ''
    }
    async function party(role: ProviderParty['role']): Promise<ProviderParty | undefined> {
      return (await call())?.parties.find((item) => item.role === role)
    }
    /** The party that was brought in: neither the customer nor oneself. */
    async function guest(): Promise<ProviderParty | undefined> {
      return (await call())?.parties.find((item) => item.role !== 'customer' && !item.self)
    }
    const held = async () => (await party('customer'))?.hold.confirmed
    const state = async () => (await call())?.state
    const transfer = async (): Promise<ProviderCall['transfer'] | undefined> =>
      (await call())?.transfer
    const stage = async () => (await transfer())?.stage
    /** The target rings, and the customer had been put on hold before it did. */
    async function targetRings(): Promise<void> {
      await expect.poll(async () => (await guest())?.state, soon).toBe('ringing')
      expect(await stage()).toBe('ringing')
      expect(await held()).toBe(true)
    }

    async function talking(): Promise<string> {
      await bench.customer.calls()
      await expect.poll(state, soon).toBe('ringing')
      const id = await callId()
      await bench.ask('accept', id)
      await expect.poll(state, soon).toBe('active')
      return id
    }
    async function consulting(): Promise<string> {
      const id = await talking()
      await bench.ask('transfer', id, 'warm', bench.other.target, 'billing')
      await targetRings()
      await bench.other.answers()
      await expect.poll(stage, soon).toBe('consulting')
      return id
    }

    describe('with a call that comes in', () => {
      it('tells that it rings and who it is, connects it, and says how it ended', async () => {
        const id = await talking()
        expect(await bench.told()).toEqual(['incoming', 'connected'])
        expect(await bench.contactAttributes(id)).toMatchObject({
          direction: 'inbound',
          customerNumber: bench.customer.number,
          handover: null,
        })
        await bench.customer.hangsUp()
        await expect
          .poll(bench.told, soon)
          .toEqual(['incoming', 'connected', 'ended:customer-hung-up'])
        expect((await bench.status()).calls).toEqual([])
      })

      it('declines it: it ends without having connected', async () => {
        await bench.customer.calls()
        await expect.poll(state, soon).toBe('ringing')
        await bench.ask('decline', await callId())
        await expect.poll(bench.told, soon).toHaveLength(2)
        expect((await bench.told()).filter((what) => what.startsWith('connected'))).toEqual([])
      })

      it('has work after it, until that is completed', async () => {
        const id = await talking()
        await bench.ask('hangUp', id)
        const afterCall = async () => (await bench.status()).afterCall
        await expect.poll(afterCall, soon).toMatchObject([{ callId: id, reason: 'agent-hung-up' }])
        const [work] = await afterCall()
        const dispositionId = work?.choices[0]?.id ?? null
        await bench.draft(id, makeDraft({ notes: 'Will call back.' }))
        const notes = async () => (await afterCall())[0]?.draft.notes
        await expect.poll(notes, soon).toBe('Will call back.')
        await bench.complete(id, makeDraft({ dispositionId, notes: 'Will call back.' }))
        await expect.poll(afterCall, soon).toEqual([])
      })
    })

    it('places a call that the customer answers and the agent ends', async () => {
      await bench.ask('place', { kind: 'number', number: bench.customer.number })
      await expect.poll(state, soon).toBe('dialing')
      await bench.customer.answers()
      await expect.poll(state, soon).toBe('active')
      await bench.ask('hangUp', await callId())
      await expect.poll(bench.told, soon).toEqual(['connected', 'ended:agent-hung-up'])
    })

    it('places a call to another agent, who answers', async () => {
      await bench.ask('place', await bench.teammate.target())
      await expect.poll(state, soon).toBe('dialing')
      expect(await call()).toMatchObject({ direction: 'internal', inHand: true })
      await bench.teammate.answers()
      await expect.poll(state, soon).toBe('active')
      await bench.ask('hangUp', await callId())
      await expect.poll(bench.told, soon).toEqual(['connected', 'ended:agent-hung-up'])
    })

    it('pauses and resumes the recording, and proves both', async () => {
      const id = await talking()
      const recording = async () => (await call())?.recording
      await expect.poll(recording, soon).toEqual({ state: 'on', pending: null })
      await bench.ask('recording', id, 'pause')
      expect((await recording())?.pending ?? 'proved').toMatch(/^(pause|proved)$/)
      await expect.poll(recording, soon).toEqual({ state: 'paused', pending: null })
      await bench.ask('recording', id, 'resume')
      await expect.poll(recording, soon).toEqual({ state: 'on', pending: null })
    })

    secondCallContract(() => bench, talking)

    it('holds and resumes, and proves both', async () => {
      const id = await talking()
      await bench.ask('hold', id)
      expect((await party('customer'))?.hold.requested).toBe(true)
      await expect.poll(held, soon).toBe(true)
      await bench.ask('resume', id)
      await expect.poll(held, soon).toBe(false)
    })

    it('mutes at once', async () => {
      const id = await talking()
      await bench.ask('mute', id, true)
      expect((await call())?.muted).toBe(true)
      await bench.ask('mute', id, false)
      expect((await call())?.muted).toBe(false)
    })

    describe('in a warm transfer', () => {
      it('lets the agent consult, swap and join, then goes on without them', async () => {
        const id = await consulting()
        await bench.ask('endTransfer', id, 'swap')
        await expect.poll(stage, soon).toBe('swapped')
        expect(await held()).toBe(false)
        expect((await guest())?.hold.confirmed).toBe(true)
        await bench.ask('endTransfer', id, 'swap')
        await expect.poll(stage, soon).toBe('consulting')
        expect(await held()).toBe(true)
        await bench.ask('merge', id)
        await expect.poll(stage, soon).toBe('joined')
        await expect.poll(held, soon).toBe(false)
        await bench.ask('endTransfer', id, 'complete')
        await expect.poll(bench.told, soon).toContain('ended:transferred')
      })

      it('is cancelled: the agent is back with the customer', async () => {
        const id = await consulting()
        await bench.ask('endTransfer', id, 'cancel')
        await expect.poll(transfer, soon).toBeNull()
        await expect.poll(held, soon).toBe(false)
        expect(await state()).toBe('active')
      })

      it('comes to nothing when the target does not take it', async () => {
        const id = await talking()
        await bench.ask('transfer', id, 'warm', bench.other.target, '')
        await targetRings()
        await bench.other.fails()
        await expect.poll(transfer, soon).toBeNull()
        await expect.poll(held, soon).toBe(false)
        expect(await bench.told()).toContainEqual(
          expect.stringMatching(/^error:transfer:(busy|declined|no-answer)$/),
        )
      })

      it('comes to nothing when the one who is consulted hangs up', async () => {
        await consulting()
        await bench.other.hangsUp()
        await expect.poll(transfer, soon).toBeNull()
        await expect.poll(held, soon).toBe(false)
      })
    })

    describe('in a cold transfer', () => {
      it('hands over when the target answers, and not before', async () => {
        const id = await talking()
        await bench.ask('transfer', id, 'cold', bench.other.target, '')
        await targetRings()
        await bench.other.answers()
        await expect.poll(bench.told, soon).toContain('ended:transferred')
        expect((await bench.status()).calls).toEqual([])
      })

      it('is taken back while it rings', async () => {
        const id = await talking()
        await bench.ask('transfer', id, 'cold', bench.other.target, '')
        await targetRings()
        await bench.ask('endTransfer', id, 'cancel')
        await expect.poll(transfer, soon).toBeNull()
        await expect.poll(held, soon).toBe(false)
      })

      it('hands over to a queue of the directory', async () => {
        const id = await talking()
        const queueId = (await bench.directory())?.queues[0]?.queueId ?? ''
        await bench.ask('transferToQueue', id, queueId, 'billing')
        await expect.poll(bench.told, soon).toContain('ended:transferred')
      })

      it('retrieves a customer from a queue while nobody has answered there', async () => {
        const id = await talking()
        const queueId = (await bench.directory())?.queues[0]?.queueId ?? ''
        await bench.ask('transferToQueue', id, queueId, 'billing')
        const waiting = async () => (await bench.status()).inQueue.map(({ callId }) => callId)
        await expect.poll(waiting, soon).toEqual([id])
        await bench.ask('retrieve', id)
        await expect.poll(async () => (await bench.status()).calls[0]?.state, soon).toBe('active')
        expect(await waiting()).toEqual([])
        expect((await bench.told()).filter((word) => word === 'connected')).toHaveLength(2)
      })
    })

    describe('in a conference', () => {
      async function three(): Promise<string> {
        const id = await talking()
        await bench.ask('startConference', id, bench.other.target)
        await expect.poll(async () => (await guest())?.state, soon).toBe('ringing')
        await bench.other.answers()
        await expect.poll(async () => (await guest())?.state, soon).toBe('connected')
        return id
      }

      it('holds one without the others, and removes one', async () => {
        const id = await three()
        const partyId = (await guest())?.partyId ?? ''
        await bench.ask('hold', id, partyId)
        await expect.poll(async () => (await guest())?.hold.confirmed, soon).toBe(true)
        expect(await held()).toBe(false)
        await bench.ask('remove', id, partyId)
        await expect.poll(async () => (await guest())?.state ?? 'left', soon).toBe('left')
        expect(await state()).toBe('active')
      })

      it('goes on without an agent who leaves', async () => {
        await bench.ask('leave', await three())
        await expect.poll(bench.told, soon).toContainEqual(expect.stringMatching(/^ended:/))
      })
    })

    it("proves the agent's own state", async () => {
      const { current, choices } = (await bench.status()).agent
      const away = choices.find((activity) => !activity.available)
      expect(current?.available).toBe(true)
      await bench.setActivity(away?.id ?? '')
      await expect.poll(async () => (await bench.status()).agent.current?.id, soon).toBe(away?.id)
    })

    it('does nothing with what does not fit', async () => {
      const before = await bench.status()
      await bench.ask('accept', 'nobody')
      await bench.ask('hold', 'nobody')
      await bench.ask('hangUp', 'nobody')
      await bench.ask('endTransfer', 'nobody', 'complete')
      await bench.ask('remove', 'nobody', 'nobody')
      await bench.ask('switchTo', 'nobody')
      await bench.ask('merge', 'nobody', 'nobody')
      await bench.ask('recording', 'nobody', 'pause')
      expect(await bench.status()).toEqual(before)
      expect(await bench.contactAttributes('nobody')).toBeNull()
      const id = await talking()
      await bench.ask('endTransfer', id, 'complete')
      await bench.ask('remove', id, (await party('agent'))?.partyId ?? '')
      // Whatever those might have done has been done by the time that this is proved.
      await bench.ask('hold', id)
      await expect.poll(held, soon).toBe(true)
      expect(await state()).toBe('active')
      expect(await party('agent')).toMatchObject({ self: true, state: 'connected' })
      expect(await transfer()).toBeNull()
    })
  })
}
