import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export interface Hears {
  readonly dbfs: number
  readonly hz: number | null
}

export interface PhoneState {
  readonly number: string
  readonly call: null | {
    readonly callSid: string
    readonly state: 'dialing' | 'ringing' | 'in-progress' | 'ended'
    readonly endReason?: string | null
  }
  readonly hears: Hears
  readonly digitsHeard?: string
}

/** One simulated telephone, driven through the sandbox's public control API. */
export class Phone {
  readonly number: string
  readonly #url: string

  constructor(baseUrl: string, number: string) {
    this.number = number
    this.#url = `${baseUrl}/sandbox/phones/${encodeURIComponent(number)}`
  }

  /** With the caller's name as caller-ID lookup finds it, or without a number. */
  dial(to: string, shown: { name?: string; withheld?: boolean } = {}): Promise<unknown> {
    return post(`${this.#url}/dial`, { to, ...shown })
  }

  answer(): Promise<unknown> {
    return post(`${this.#url}/answer`, {})
  }

  hangUp(): Promise<unknown> {
    return post(`${this.#url}/hangup`, {})
  }

  async state(): Promise<PhoneState> {
    return (await (await checked(await fetch(this.#url))).json()) as PhoneState
  }

  async hears(): Promise<Hears> {
    return (await this.state()).hears
  }

  async callState(): Promise<string | undefined> {
    return (await this.state()).call?.state
  }

  async heardWav(): Promise<Uint8Array> {
    return new Uint8Array(
      await (await checked(await fetch(`${this.#url}/heard.wav`))).arrayBuffer(),
    )
  }
}

export interface PhoneBehaviour {
  readonly answers?: unknown
  readonly plays?: unknown
}

export async function makePhone(
  baseUrl: string,
  number: string,
  behaviour: PhoneBehaviour,
): Promise<Phone> {
  await post(`${baseUrl}/sandbox/phones`, { number, behaviour })
  return new Phone(baseUrl, number)
}

/** What a caller says: recorded speech, over and over. */
export async function callerSpeech(): Promise<unknown> {
  const file = fileURLToPath(new URL('../assets/caller-speech.wav', import.meta.url))
  return { wav: (await readFile(file)).toString('base64'), loop: true }
}

async function post(url: string, body: unknown): Promise<unknown> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await (await checked(reply)).text()
  return text === '' ? null : (JSON.parse(text) as unknown)
}

async function checked(reply: Response): Promise<Response> {
  if (!reply.ok) throw new Error(`${reply.url}: ${reply.status} ${await reply.text()}`)
  return reply
}
