import type { Twilio } from 'twilio'
import { CUSTOMER, until } from '../bench.ts'
import type { Bench } from '../bench.ts'

/** Asks for everything that the sandbox is to have of Voice. Nothing that is refused stops it. */
export async function walkVoice(bench: Bench, client: Twilio): Promise<void> {
  const { accountSid } = bench.description
  const account = client.api.v2010.accounts(accountSid)
  await all(
    () => account.fetch(),
    () => client.api.v2010.accounts.list(),
    () => client.balance.fetch(),
    () => client.availablePhoneNumbers.list(),
    () => client.availablePhoneNumbers('US').fetch(),
    () => client.availablePhoneNumbers('US').local.list({ limit: 2 }),
    () => client.availablePhoneNumbers('US').tollFree.list({ limit: 2 }),
    () => client.incomingPhoneNumbers.local.list(),
    () => client.incomingPhoneNumbers.local.create({ phoneNumber: '+14155550150' }),
    () => client.incomingPhoneNumbers.tollFree.create({ phoneNumber: '+18885550150' }),
    () => client.incomingPhoneNumbers.tollFree.list(),
    () => client.outgoingCallerIds.list(),
    () => client.validationRequests.create({ phoneNumber: '+15005551009' }),
    () => client.usage.records.list(),
    () => client.usage.records.daily.list({ limit: 2 }),
    () => client.usage.records.monthly.list({ limit: 2 }),
    () => client.usage.records.yearly.list({ limit: 2 }),
    () => client.usage.records.allTime.list(),
    () => client.usage.records.today.list(),
    () => client.usage.records.yesterday.list(),
    () => client.usage.records.thisMonth.list(),
    () => client.usage.records.lastMonth.list(),
    () => client.usage.triggers.list(),
    () => client.monitor.v1.alerts.list({ limit: 2 }),
    () => client.recordings.list(),
    () => client.messages.list({ limit: 1 }),
  )
  await ofOne(client.incomingPhoneNumbers, { phoneNumber: '+14155550151' }, { friendlyName: 'b' })
  await ofOne(client.applications, { friendlyName: 'a' }, { friendlyName: 'b' })
  const key = await client.newKeys.create({ friendlyName: 'a' })
  await all(
    () => client.keys.list(),
    () => client.keys(key.sid).fetch(),
    () => client.keys(key.sid).update({ friendlyName: 'b' }),
    () => client.newSigningKeys.create({ friendlyName: 'c' }),
    () => client.signingKeys.list(),
    () => client.signingKeys(key.sid).fetch(),
    () => client.signingKeys(key.sid).update({ friendlyName: 'd' }),
    () => client.signingKeys(key.sid).remove(),
  )
  const queue = await client.queues.create({ friendlyName: 'q' })
  await all(
    () => client.queues.list(),
    () => client.queues(queue.sid).fetch(),
    () => client.queues(queue.sid).members.list(),
    () => client.queues(queue.sid).update({ friendlyName: 'r' }),
    () => client.queues(queue.sid).remove(),
  )
  await walkCall(bench, client)
  await walkConference(bench, client)
}

async function walkCall(bench: Bench, client: Twilio): Promise<void> {
  const url = bench.serve('/walk', (response) => response.gather({ timeout: 600 }))
  const { sid } = await client.calls.create({ from: bench.number, to: CUSTOMER, url })
  const call = client.calls(sid)
  await until(async () => {
    if ((await bench.status(sid)) !== 'in-progress') throw new Error('not answered yet')
  })
  const recording = await call.recordings.create()
  const stream = await call.streams.create({ url: 'ws://127.0.0.1:1/' }).catch(() => null)
  const transcription = await call.transcriptions.create({}).catch(() => null)
  const callback = `${bench.app.baseUrl}/messages`
  const subscription = await call.userDefinedMessageSubscriptions
    .create({ callback })
    .catch(() => null)
  await all(
    () => call.fetch(),
    () => client.calls.list(),
    () => call.recordings.list(),
    () => call.recordings(recording.sid).fetch(),
    () => call.recordings(recording.sid).update({ status: 'stopped' }),
    () => client.recordings(recording.sid).fetch(),
    () => call.streams(stream?.sid ?? '').update({ status: 'stopped' }),
    () => call.transcriptions(transcription?.sid ?? '').update({ status: 'stopped' }),
    () => call.userDefinedMessages.create({ content: '{}' }),
    () => call.userDefinedMessageSubscriptions(subscription?.sid ?? '').remove(),
    () => call.events.list(),
    () => call.notifications.list(),
    () => call.update({ status: 'completed' }),
    () => client.recordings(recording.sid).remove(),
    () => call.remove(),
  )
}

async function walkConference(bench: Bench, client: Twilio): Promise<void> {
  const named = client.conferences('walk')
  const { callSid } = await named.participants.create({ from: bench.number, to: CUSTOMER })
  const second = `${CUSTOMER.slice(0, -1)}3`
  await bench.phones.behave(second, { answers: { afterSeconds: 0 } })
  await named.participants.create({ from: bench.number, to: second, conferenceRecord: 'true' })
  const [conference] = await until(async () => {
    const found = await client.conferences.list({ status: 'in-progress' })
    if (found.length === 0) throw new Error('not begun yet')
    return found
  })
  const sid = conference?.sid ?? ''
  const participant = client.conferences(sid).participants(callSid)
  await all(
    () => client.conferences(sid).fetch(),
    () => client.conferences(sid).participants.list(),
    () => client.conferences(sid).recordings.list(),
    () => participant.fetch(),
    () => participant.update({ muted: true }),
    () => participant.remove(),
    () => client.conferences(sid).update({ status: 'completed' }),
  )
}

interface Resources<Create, Change> {
  (sid: string): {
    fetch(): Promise<unknown>
    update(change: Change): Promise<unknown>
    remove(): Promise<unknown>
  }
  create(given: Create): Promise<{ sid: string }>
  list(): Promise<unknown>
}

/** One resource from its making to its end. */
export async function ofOne<Create, Change>(
  resources: Resources<Create, Change>,
  given: Create,
  change: Change,
): Promise<void> {
  const { sid } = await resources.create(given)
  await all(
    () => resources.list(),
    () => resources(sid).fetch(),
    () => resources(sid).update(change),
    () => resources(sid).remove(),
  )
}

/** One request after the other; what is refused is told by its answer, which is kept. */
export async function all(...requests: (() => Promise<unknown>)[]): Promise<void> {
  for (const request of requests) await request().catch(() => 'its answer is kept')
}
