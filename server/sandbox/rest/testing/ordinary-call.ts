import { expect } from 'vitest'
import { until } from './rig.ts'
import type { Rig } from './rig.ts'

const CALLER = '+15005551001'
const CALLED = '+15005551002'
const HZ = { caller: 400, called: 700 }

/** An ordinary call: two telephones are connected, each hears the other's tone, and one hangs up. Returns its final status. */
export async function ordinaryCall({ onCall, phones, number, client }: Rig): Promise<string> {
  await phones.make(CALLER, HZ.caller)
  await phones.make(CALLED, HZ.called)
  await onCall(`<Dial><Number>${CALLED}</Number></Dial>`)
  const callSid = await phones.dial(CALLER, number)
  await until(async () => expect(await phones.hears(CALLER)).toBe(HZ.called))
  await until(async () => expect(await phones.hears(CALLED)).toBe(HZ.caller))
  await phones.act(CALLER, 'hangup')
  return await until(async () => {
    const { status } = await client.calls(callSid).fetch()
    expect(status).not.toBe('in-progress')
    return status
  })
}
