import { paths } from '../../contract/commands.ts'
import type { CallEvent } from '../../calls/model/call-event.ts'
import { createOutboundCall } from '../../calls/model/call.ts'
import { createCallId } from '../../calls/api/dial.ts'
import type { Task } from './account.ts'
import { ADA, CUSTOMER_NUMBER, GRACE } from './acting-office.ts'
import type { ActingOffice } from './acting-office.ts'

/*
 * What people do with the phone from the first ring to the end of after-call work. Each ends when everybody is out; anybody who is
 * refused asks again, as a person would.
 */
export type Journey = (at: ActingOffice) => Promise<void>

const DESK = { ada: `client:${ADA}`, grace: `client:${GRACE}` }
const grace = {
  partyId: 'party_1',
  identity: GRACE,
  workerSid: `WK-${GRACE}`,
  number: null,
  name: 'Grace',
}

function asks(at: ActingOffice, command: CallEvent): () => Promise<unknown> {
  return () => at.office.calls.dispatch(at.call().callId, command)
}

async function answered(at: ActingOffice): Promise<void> {
  await at.caller()
  await at.until('caller and agent talk', () => at.talk(CUSTOMER_NUMBER, DESK.ada))
}

async function hungUp(at: ActingOffice): Promise<void> {
  const ended = () => at.phase() === 'ended'
  await at.until('it is over', ended, asks(at, { kind: 'hang-up-requested', by: null }))
}

const held = (at: ActingOffice, hold: boolean) => () =>
  at.members().some((leg) => leg.to === CUSTOMER_NUMBER && leg.hold === hold)

async function transferred(at: ActingOffice, kind: 'warm' | 'cold'): Promise<void> {
  await answered(at)
  const to = { kind: 'party', invitee: grace } as const
  const command = { kind: 'transfer-requested', by: ADA, transfer: kind, to, reason: '' } as const
  if (kind === 'warm') {
    const consulting = () => at.members().length === 3
    await at.until('the agents consult', consulting, asks(at, command))
    const complete = asks(at, { kind: 'transfer-step-requested', step: 'complete' })
    await at.until('Grace has the customer', () => at.talk(CUSTOMER_NUMBER, DESK.grace), complete)
  } else {
    const again = async () => (at.leg(DESK.ada) === undefined ? null : asks(at, command)())
    await at.until('Grace has the customer', () => at.talk(CUSTOMER_NUMBER, DESK.grace), again)
  }
  await hungUp(at)
}

async function dialled(at: ActingOffice, digits: string): Promise<void> {
  const who = { identity: ADA, workerSid: `WK-${ADA}`, name: 'Ada' }
  const callId = createCallId()
  const to = { to: CUSTOMER_NUMBER, digits, callerId: '+15005550006' }
  await at.office.calls.begin(
    createOutboundCall({ callId, ...to, ...who, at: at.account.clock.now() }),
  )
  await at.device(callId)
}

async function dialledInError(at: ActingOffice): Promise<void> {
  at.voice.manners.set(CUSTOMER_NUMBER, 'rings on')
  await dialled(at, '')
  await at.until('it rings', () => at.leg(CUSTOMER_NUMBER) !== undefined)
  await hungUp(at)
}

export const JOURNEYS: Readonly<Record<string, Journey>> = {
  async 'a call that is held, muted, paused in its recording, and hung up on'(at) {
    await answered(at)
    const pause = (on: boolean) => asks(at, { kind: 'recording-requested', pause: on })
    const state = (now: string) => () => at.call().recording?.state === now
    await at.until('it is recorded', state('on'))
    await at.until('the recording rests', state('paused'), pause(true))
    await at.until('it goes on', state('on'), pause(false))
    for (const hold of [true, false]) {
      const command = asks(at, { kind: 'hold-requested', partyId: 'customer', hold })
      await at.until(`hold is ${hold}`, held(at, hold), command)
    }
    const mute = asks(at, { kind: 'mute-requested', partyId: 'customer', mute: true })
    const muted = () => at.members().some((leg) => leg.muted)
    await at.until('the customer is muted', muted, mute)
    await hungUp(at)
  },
  async 'a caller that the first agent declines'(at) {
    at.voice.manners.set(DESK.ada, 'declines')
    await at.caller()
    await at.until('Grace has the caller', () => at.talk(CUSTOMER_NUMBER, DESK.grace))
    await hungUp(at)
  },
  async 'a caller who gives up while a desk rings'(at) {
    at.voice.manners.set(DESK.ada, 'rings on')
    const caller = await at.caller()
    await at.until('a desk rings', () => at.leg(DESK.ada) !== undefined)
    at.voice.end(caller)
  },
  async 'a desk that is lost, and does not come back'(at) {
    await answered(at)
    for (const kind of ['desk-silent', 'desk-lost'] as const) await asks(at, { kind, by: ADA })()
    await at.until('Grace has the customer', () => at.talk(CUSTOMER_NUMBER, DESK.grace))
    await hungUp(at)
  },
  'a warm transfer': (at) => transferred(at, 'warm'),
  'a cold transfer': (at) => transferred(at, 'cold'),
  async 'a transfer to a queue'(at) {
    await answered(at)
    const to = { kind: 'queue', queueName: 'Support' } as const
    const command = {
      kind: 'transfer-requested',
      by: ADA,
      transfer: 'cold',
      to,
      reason: '',
    } as const
    const again = async () => (at.leg(DESK.ada) === undefined ? null : asks(at, command)())
    await at.until('Grace has the caller', () => at.talk(CUSTOMER_NUMBER, DESK.grace), again)
    await hungUp(at)
  },
  async 'a number that is dialled, with keys to be pressed'(at) {
    await dialled(at, '123')
    await at.until('they talk', () => at.talk(CUSTOMER_NUMBER, DESK.ada))
    const customer = at.leg(CUSTOMER_NUMBER)
    if (customer !== undefined) at.voice.end(customer)
  },
  async 'a number that is dialled and hung up on at once'(at) {
    await dialled(at, '')
    // Before TaskRouter has told of the Reservation.
    await asks(at, { kind: 'hang-up-requested', by: null })()
  },
  async 'a desk that looks for a teammate, is silent for a while, and comes back'(at) {
    const { office, account } = at
    const { accessToken } = await office.signIn('ada')
    const headers = { authorization: `Bearer ${accessToken}` }
    const get = (url: string, then: () => void) => async () => {
      const reply = await office.app.inject({ method: 'GET', url, headers })
      if (reply.statusCode === 200) then()
    }
    const got = new Set<string>()
    for (const url of [paths.twilioAccess, paths.targets]) {
      const has = () => got.has(url)
      await at.until(
        `${url} is answered`,
        has,
        get(url, () => got.add(url)),
      )
    }
    const [ada] = account.workers
    const is = (activity: string) => () => ada?.activitySid === activity
    await at.until('Ada is out of routing', is('WA-offline'))
    const report = { device: 'registered', microphone: 'live', worker: 'connected' } as const
    const proves = async () => office.presence.report(ADA, report)
    await at.until('Ada is back', is('WA-available'), proves)
  },
  'a number that is dialled in error': dialledInError,
  async 'a Task that has outlived its call'(at) {
    await dialledInError(at)
    const { account, office } = at
    const { clock } = account
    const since = clock.now()
    const left: Task = {
      sid: account.sid('WT'),
      attributes: { call_id: at.call().callId },
      target: 'WK2',
      status: 'assigned',
      since,
      reservations: [],
    }
    account.tasks.push(left)
    await at.until('it is of another time', () => clock.now() > since + 125_000)
    const swept = async () => office.sweep.soon('callbacks were lost')
    await at.until('it is completed', () => left.status === 'completed', swept)
  },
}
