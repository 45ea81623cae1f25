import twilio from 'twilio'
import { makePhone, type Phone } from '../../e2e/harness/phones.ts'
import { readWav } from '../../e2e/harness/sound.ts'
import { startProgram } from '../program.ts'
import type { Application } from './application.ts'
import { ask, eachOf } from './json-client.ts'
import type { Load, Party } from './loads.ts'
import { lostShare, type Window } from './lost-frames.ts'

/** How many calls are being set up at a time. */
const AT_ONCE = 16

export interface Description {
  readonly baseUrl: string
  readonly signalling: string
  readonly accountSid: string
  readonly authToken: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
  readonly phoneNumbers: readonly { readonly sid: string; readonly phoneNumber: string }[]
}

/** A sandbox as a program of its own, whose first number calls an application. */
export class SandboxUnderLoad {
  readonly pid: number
  readonly description: Description
  readonly number: string
  readonly close: () => Promise<void>
  readonly #parties: { readonly party: Party; readonly phone: Phone }[] = []

  private constructor(
    program: Awaited<ReturnType<typeof startProgram<Description>>>,
    number: string,
  ) {
    this.pid = program.pid
    this.description = program.line
    this.number = number
    this.close = () => program.close()
  }

  static async start(application: Application, flags: readonly string[] = []) {
    const program = await startProgram<Description>('server/sandbox/main.ts', flags)
    const [main] = program.line.phoneNumbers
    if (!main) throw new Error('The sandbox has no number.')
    const sandbox = new SandboxUnderLoad(program, main.phoneNumber)
    await sandbox.rest(`IncomingPhoneNumbers/${main.sid}.json`, { VoiceUrl: application.voiceUrl })
    return sandbox
  }

  /** One request to the REST API; a form makes it a POST. Answers JSON. */
  async rest(path: string, form?: Readonly<Record<string, string>>): Promise<unknown> {
    const { baseUrl, accountSid, authToken } = this.description
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
    const reply = await fetch(`${baseUrl}/api/2010-04-01/Accounts/${accountSid}/${path}`, {
      method: form ? 'POST' : 'GET',
      headers: { authorization },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }

  /** An Access Token of a Device. */
  token(identity: string): string {
    const { accountSid, apiKeySid, apiKeySecret } = this.description
    const token = new twilio.jwt.AccessToken(accountSid, apiKeySid, apiKeySecret, { identity })
    token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ incomingAllow: true }))
    return token.toJwt()
  }

  /** Makes the telephones of calls that are not dialled yet. */
  async prepare(load: Load, from: number, to: number, application: Application) {
    const calls = Array.from({ length: to - from }, (_, i) => load.make(from + i, application))
    await eachOf(calls.flat(), AT_ONCE, async (party) => {
      const behaviour = { answers: { afterSeconds: 0 }, plays: { tone: party.plays } }
      const phone = await makePhone(this.description.baseUrl, party.number, behaviour)
      this.#parties.push({ party, phone })
    })
    return calls
  }

  /** Dials all; a load's events tell when they talk. */
  async dial(calls: readonly (readonly Party[])[]): Promise<void> {
    const callers = calls.flat().filter(({ dials }) => dials)
    await eachOf(callers, AT_ONCE, (caller) =>
      ask(`${this.description.baseUrl}/sandbox/phones/${caller.number}/dial`, { to: this.number }),
    )
  }

  /** How many frames the first telephone has heard: a count of the sandbox's ticks. */
  async ticks(): Promise<number> {
    const [first] = this.#parties
    if (!first) throw new Error('There is no telephone.')
    return Math.floor(readWav(await first.phone.heardWav()).samples.length / 160)
  }

  /** Ends every call; the share of frames that each telephone lost in the window. */
  async endAndListen(window: Window): Promise<number[]> {
    for (const { party, phone } of this.#parties) {
      if (party.dials) await phone.hangUp()
    }
    const shares: number[] = []
    for (const { party, phone } of this.#parties) {
      const { call } = (await phone.state()) as { call: { endedAt?: string | null } | null }
      if (!call?.endedAt) throw new Error(`${party.number} is still in its call.`)
      const { samples } = readWav(await phone.heardWav())
      const heard = { samples, endedAt: Date.parse(call.endedAt), tones: party.hears }
      shares.push(lostShare(heard, window))
    }
    return shares
  }
}
