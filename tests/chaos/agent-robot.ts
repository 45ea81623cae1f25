import { paths } from '../../server/contract/commands.ts'
import type { CallSnapshot } from '../../server/contract/desk.ts'
import type { Chance } from '../../server/sandbox/chance.ts'
import { DeskClient } from '../../server/testing/desk-client.ts'
import type { Reply } from '../../server/testing/desk-client.ts'
import type { Ledger } from './ledger.ts'
import { pause } from './pause.ts'
import { RobotDevice } from './robot-device.ts'
import type { Stage } from './stage.ts'
import { makeDraft } from '../../server/contract/wrap-up-draft.ts'

const LOOK_MS = 100
const PROVE_MS = 3000
/** An agent who sees no effect presses again. */
const TIMEOUT_MS = 1500

/** How a conversation goes on before it ends. */
type Plan = 'talk' | 'hold' | 'warm' | 'queue'

interface RunningCall {
  readonly plan: Plan
  step: number
  /** When the next thing is done, on the clock of this process. */
  due: number
  /** The customer says goodbye first. */
  readonly customerEnds: boolean
}

/** An agent at a desk who answers nearly always, works on the call, and does the after-call work. */
export class AgentRobot {
  readonly name: string
  readonly #stage: Stage
  readonly #ledger: Ledger
  readonly #chance: Chance
  #client: DeskClient | null = null
  #device: RobotDevice | null = null
  #workerSid = ''
  #talks = new Map<string, RunningCall>()
  #closed = false
  #running: Promise<void> = Promise.resolve()
  #provenAt = 0
  /** A ring that this agent let ring or declined: being set Unavailable for it is right. */
  #ignored = 0
  #outboundLeft = 0

  constructor(stage: Stage, ledger: Ledger, chance: Chance, name: string) {
    this.#stage = stage
    this.#ledger = ledger
    this.#chance = chance
    this.name = name
  }

  /** One more outbound call, as soon as the desk is free. */
  dialAgain(): void {
    this.#outboundLeft += 1
  }

  get outboundLeft(): number {
    return this.#outboundLeft
  }

  get workerSid(): string {
    return this.#workerSid
  }

  async begin(): Promise<void> {
    const client = await DeskClient.signIn(this.#stage.url, this.name)
    const access = await client.twilioAccess()
    this.#client = client
    this.#workerSid = access.workerSid
    this.#device = await RobotDevice.register(this.#stage.signalling, access.token, {
      rung: (callSid) => void this.#onRing(callSid).catch(() => undefined),
    })
    await client.prove()
    await this.#stage.setActivity(access.workerSid, 'Available')
    this.#running = this.#work()
  }

  /** Back at the desk after what was let ring. */
  async comeBack(): Promise<void> {
    this.#ignored = 0
    await this.#stage.setActivity(this.#workerSid, 'Available')
  }

  /** What the desk shows that is not over, in words; empty for nothing. */
  get busyWith(): string {
    const desk = this.#client?.newest ?? null
    if (desk === null) return 'no snapshot yet'
    const calls = desk.calls.filter(({ state }) => state.kind !== 'ended')
    return [
      ...calls.map(({ callId, state }) => `${callId} ${state.kind}`),
      ...desk.wrapUps.map(({ callId }) => `after-call work of ${callId}`),
    ].join(' and ')
  }

  get idle(): boolean {
    return this.busyWith === ''
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    this.#client?.close()
    await this.#device?.close()
  }

  async #onRing(callSid: string): Promise<void> {
    const draw = this.#chance.next()
    if (draw < 0.03) {
      this.#ignored += 1
      this.#device?.decline(callSid)
    } else await this.#device?.answer(callSid)
  }

  async #work(): Promise<void> {
    while (!this.#closed) {
      await this.#look().catch(() => undefined)
      await pause(LOOK_MS)
    }
  }

  async #look(): Promise<void> {
    const client = this.#client
    if (client === null) return
    if (performance.now() - this.#provenAt > PROVE_MS) {
      this.#provenAt = performance.now()
      void client.prove().catch(() => undefined)
    }
    const desk = client.newest
    if (client.refused) return this.#signInAgain()
    if (desk === null) return
    if (this.#ignored > 0 && this.idle) await this.comeBack()
    for (const call of desk.calls) if (call.state.kind === 'active') await this.#converse(call)
    for (const { callId } of desk.wrapUps)
      await this.#post(
        paths.complete(callId),
        makeDraft({ dispositionId: 'resolved', notes: 'chaos' }),
      )
    if (this.idle && this.#outboundLeft > 0 && this.#chance.next() < 0.1) await this.#dial()
  }

  async #dial(): Promise<void> {
    const number = `+1500559${String(Math.floor(this.#chance.next() * 10_000)).padStart(4, '0')}`
    await this.#stage.control('POST', '/phones', { number, behaviour: answering })
    const reply = await this.#post(paths.calls, { target: { kind: 'number', number } })
    if (reply?.status !== 200) return
    this.#outboundLeft -= 1
    await this.#device?.connect({ callId: (reply.body as { callId: string }).callId })
  }

  async #converse(call: CallSnapshot): Promise<void> {
    const customer = this.#ledger.caller(customerOf(call))
    if (customer !== null) customer.met = true
    const talk = this.#talks.get(call.callId) ?? this.#plan()
    this.#talks.set(call.callId, talk)
    if (performance.now() < talk.due) return
    talk.due = performance.now() + TIMEOUT_MS
    talk.step += 1
    await this.#step(call, talk)
  }

  #plan(): RunningCall {
    const draw = this.#chance.next()
    const plan = draw < 0.6 ? 'talk' : draw < 0.76 ? 'hold' : draw < 0.9 ? 'warm' : 'queue'
    const due = performance.now() + 100 + this.#chance.next() * 500
    return { plan, step: 0, due, customerEnds: this.#chance.next() < 0.5 }
  }

  async #step(call: CallSnapshot, talk: RunningCall): Promise<void> {
    const { callId, transfer } = call
    if (talk.step > 3) return this.#end(call, talk)
    switch (talk.plan) {
      case 'talk':
        return this.#end(call, talk)
      case 'hold':
        if (talk.step === 1) await this.#post(paths.partyStep(callId, 'customer', 'hold'))
        else if (talk.step === 2) await this.#post(paths.partyStep(callId, 'customer', 'resume'))
        else await this.#end(call, talk)
        talk.due = performance.now() + 300
        return
      case 'queue':
        if (talk.step === 1) await this.#toQueue(callId)
        return
      case 'warm':
        if (talk.step === 1) await this.#toExpert(callId)
        else if (transfer?.stage === 'consulting') {
          await this.#post(paths.transferStep(callId, 'complete'))
          this.#releaseLater(call)
        } else if (transfer !== null) await this.#post(paths.transferStep(callId, 'cancel'))
        else await this.#end(call, talk)
        talk.due = performance.now() + 800
    }
  }

  async #toQueue(callId: string): Promise<void> {
    const targets = await this.#client?.request('GET', paths.targets)
    const queue = (targets?.body as { queues: { queueSid: string }[] } | undefined)?.queues[0]
    if (queue === undefined) return
    const target = { kind: 'queue', queueSid: queue.queueSid }
    await this.#post(paths.transfer(callId), { kind: 'cold', target, reason: '' })
  }

  async #toExpert(callId: string): Promise<void> {
    const number = `+1500556${String(Math.floor(this.#chance.next() * 10_000)).padStart(4, '0')}`
    await this.#stage.control('POST', '/phones', { number, behaviour: answering })
    const target = { kind: 'number', number }
    await this.#post(paths.transfer(callId), { kind: 'warm', target, reason: '' })
  }

  /** Customer and expert talk without us; the customer ends it. */
  #releaseLater(call: CallSnapshot): void {
    const number = customerOf(call)
    if (number === null) return
    setTimeout(() => {
      if (this.#ledger.caller(number) !== null) this.#ledger.release(number)
      else void this.#stage.hangUp(number)
    }, 700)
  }

  async #end(call: CallSnapshot, talk: RunningCall): Promise<void> {
    const number = customerOf(call)
    const customer = this.#ledger.caller(number)
    if (talk.customerEnds && customer?.over === false) this.#ledger.release(customer.number)
    else {
      if (customer !== null) customer.mayEnd = true
      await this.#post(paths.hangUp(call.callId))
    }
  }

  async #post(path: string, body?: unknown): Promise<Reply | null> {
    const client = this.#client
    if (client === null) return null
    const reply = await client.request('POST', path, body).catch(() => null)
    if (reply?.status === 401) await this.#signInAgain()
    return reply
  }

  /** Time was made to pass, and the session's token is over. */
  async #signInAgain(): Promise<void> {
    this.#client?.close()
    this.#client = await DeskClient.signIn(this.#stage.url, this.name)
    this.#provenAt = 0
  }
}

const answering = { answers: { afterSeconds: 0.1 }, plays: 'silence' }

function customerOf({ parties }: CallSnapshot): string | null {
  return parties.find(({ role }) => role === 'customer')?.number ?? null
}
