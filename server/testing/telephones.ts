import { toneShare } from './tone.ts'

export interface PhoneReply {
  readonly call: { readonly state: string; readonly endReason: string | null } | null
  readonly hears: { readonly dbfs: number; readonly hz: number | null }
}

const WAV_HEADER_BYTES = 44

/** Steers the telephones of the sandbox at this base URL. */
export function telephones(baseUrl: string) {
  async function request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${baseUrl}/sandbox/phones${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`the telephone answered ${response.status}`)
    return response
  }
  async function phone(method: 'GET' | 'POST', path: string, body?: unknown): Promise<PhoneReply> {
    return (await (await request(method, path, body)).json()) as PhoneReply
  }
  return {
    phone,
    /** A telephone that answers after so many seconds and says a tone, Hz, without end. */
    async tonePhone(number: string, tone: number, afterSeconds: number): Promise<string> {
      const behaviour = { answers: { afterSeconds }, plays: { tone, dbfs: -14 } }
      await phone('POST', '', { number, behaviour })
      return number
    },
    /** Hangs up whichever of them is still in a call. */
    async hangUpAll(numbers: readonly string[]): Promise<void> {
      for (const number of numbers) {
        const { call } = await phone('GET', `/${number}`)
        if (call !== null && call.state !== 'ended') await phone('POST', `/${number}/hangup`)
      }
    },
    /** How much of what a telephone heard in the last 0.4 s is this tone, 0…1. */
    async phoneHears(number: string, hz: number): Promise<number> {
      const wav = Buffer.from(await (await request('GET', `/${number}/heard.wav`)).arrayBuffer())
      const samples = wav.subarray(WAV_HEADER_BYTES)
      const last = new Int16Array(Math.min(3200, samples.length >> 1))
      const from = samples.length - last.length * 2
      for (let i = 0; i < last.length; i += 1) last[i] = samples.readInt16LE(from + i * 2)
      return toneShare([...last], hz)
    },
  }
}
