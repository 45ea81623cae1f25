import type { Centre } from '../../control/customer/customer-routes.ts'
import type { CallerShown } from '../../network/phone.ts'
import type { HeardSource } from '../../control/customer/what-is-heard.ts'
import type { PhoneCallSnapshot } from '../../network/phone-call.ts'

export type { Centre, CallerShown }

/** What is in the customer's ear: where it comes from, and how loud it was in the last second. */
export interface Hearing {
  readonly heard: HeardSource
  /** 0 is as loud as can be, -100 is silence. */
  readonly dbfs: number
}

/** A person's telephone as the sandbox tells of it; `call` is null before the first call. */
export interface PhoneState {
  readonly number: string
  readonly call: PhoneCallSnapshot | null
}

/** A telephone that the sandbox has given to this page. Each request throws an Error whose message can be shown. */
export interface CustomerPhone {
  readonly number: string
  /** Calls a number with the browser's offer; gives the answer. */
  dial(to: string, sdp: string, shown: CallerShown): Promise<SdpAnswer>
  /** Answers the call that rings, likewise. */
  answer(sdp: string): Promise<SdpAnswer>
  hangUp(): Promise<void>
  press(digits: string): Promise<void>
  /** What is in the person's ear now. */
  heard(): Promise<Hearing>
  close(): Promise<void>
}

export interface SdpAnswer {
  readonly sdp: string
}

const PAGE = '/sandbox/customer'
const BASE = `${PAGE}/phones`

async function request(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer: unknown = response.status === 204 ? null : await response.json()
  if (!response.ok) throw new Error(messageOf(answer) ?? `The sandbox said ${response.status}.`)
  return answer
}

function messageOf(answer: unknown): string | undefined {
  return (answer as { error?: { message?: string } } | null)?.error?.message
}

export async function readCentre(): Promise<Centre> {
  return (await request('GET', `${PAGE}/centre`)) as Centre
}

/**
 * Takes a telephone with this number, or with any free one where it is empty. `onState` gets its state now and at
 * every change; `onLost` is called when the sandbox has stopped.
 */
export async function openPhone(
  number: string,
  onState: (state: PhoneState) => void,
  onLost: () => void,
): Promise<CustomerPhone> {
  const opened = (await request('POST', BASE, number === '' ? {} : { number })) as {
    phone: string
    number: string
  }
  const path = `${BASE}/${opened.phone}`
  const events = new EventSource(`${path}/events`)
  events.addEventListener('message', ({ data }) => onState(JSON.parse(String(data)) as PhoneState))
  events.addEventListener('error', () => {
    // The browser reconnects by itself unless the sandbox refused.
    if (events.readyState === EventSource.CLOSED) onLost()
  })
  const post = (action: string, body: object = {}) => request('POST', `${path}${action}`, body)
  return {
    number: opened.number,
    dial: async (to, sdp, shown) => (await post('/dial', { to, sdp, ...shown })) as SdpAnswer,
    answer: async (sdp) => (await post('/answer', { sdp })) as SdpAnswer,
    hangUp: async () => void (await post('/hangup')),
    press: async (digits) => void (await post('/digits', { digits })),
    heard: async () => (await request('GET', `${path}/heard`)) as Hearing,
    async close() {
      events.close()
      await request('DELETE', path)
    },
  }
}
