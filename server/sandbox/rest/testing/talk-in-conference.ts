import { expect } from 'vitest'
import { until } from './rig.ts'
import type { Rig } from './rig.ts'

const CUSTOMER = '+15005551001'
const AGENT = '+15005551002'

export interface TestConference {
  readonly customer: string
  readonly agent: string
  readonly customerSid: string
  readonly agentSid: string
  readonly conferenceSid: string
  conference(): ReturnType<Rig['client']['conferences']>
  /** The conference's events of this name, the oldest first. */
  eventsNamed(event: string): Readonly<Record<string, string>>[]
}

/** A customer who dialled in and an agent who was called talk in the conference `room`, each as a tone. */
export async function talkInConference(
  { app, client, phones, number, onCall }: Rig,
  hz: { readonly customer: number; readonly agent: number },
  agentOptions: object = {},
): Promise<TestConference> {
  await phones.make(CUSTOMER, hz.customer)
  await phones.make(AGENT, hz.agent)
  await onCall(
    '<Dial><Conference participantLabel="customer" beep="false" waitUrl="" statusCallback="/room" ' +
      'statusCallbackEvent="start end join leave mute hold modify announcement">room</Conference></Dial>',
  )
  const customerSid = await phones.dial(CUSTOMER, number)
  await until(() => expect(app.at('/room')).toHaveLength(1))
  const agent = await client.conferences('room').participants.create({
    from: number,
    to: AGENT,
    label: 'agent',
    beep: 'false',
    ...agentOptions,
  })
  await until(async () => expect(await phones.hears(CUSTOMER)).toBe(hz.agent))
  await until(async () => expect(await phones.hears(AGENT)).toBe(hz.customer))
  return {
    customer: CUSTOMER,
    agent: AGENT,
    customerSid,
    agentSid: agent.callSid,
    conferenceSid: agent.conferenceSid,
    conference: () => client.conferences(agent.conferenceSid),
    eventsNamed: (event) =>
      app.at('/room').filter(({ StatusCallbackEvent }) => StatusCallbackEvent === event),
  }
}
