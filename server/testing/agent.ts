import { paths } from '../contract/commands.ts'
import type { ContactCentre } from './contact-centre.ts'
import { DeskClient } from './desk-client.ts'
import { DeskDevice } from './desk-device.ts'
import { makeDraft } from '../contract/wrap-up-draft.ts'

/** An agent at a desk without a screen, whose Device says a tone of its own without end. */
export class Agent {
  readonly client: DeskClient
  readonly device: DeskDevice
  readonly workerSid: string
  readonly #centre: ContactCentre

  static async at(centre: ContactCentre, username: string, hz: number): Promise<Agent> {
    const client = await DeskClient.signIn(centre.url, username)
    const access = await client.twilioAccess()
    const device = new DeskDevice(centre.signalling, hz)
    await device.register(access.token)
    await client.prove()
    return new Agent(centre, client, device, access.workerSid)
  }

  constructor(centre: ContactCentre, client: DeskClient, device: DeskDevice, workerSid: string) {
    this.#centre = centre
    this.client = client
    this.device = device
    this.workerSid = workerSid
  }

  async becomes(activity: string): Promise<void> {
    const activitySid = await this.#centre.activity(activity)
    await this.#centre.workspace.workers(this.workerSid).update({ activitySid })
  }

  /** `accepted`, or the code of the failure. */
  async post(path: string, body?: unknown): Promise<unknown> {
    const reply = await this.client.request('POST', path, body)
    return reply.status === 200
      ? 'accepted'
      : (reply.body as { error: { code: string } }).error.code
  }

  /** Completes the after-call work as soon as there is some. */
  async wrapUp(callId: string): Promise<void> {
    await this.client.sees('after-call work', ({ wrapUps }) => wrapUps[0])
    const draft = makeDraft({ dispositionId: 'resolved' })
    const completed = await this.post(paths.complete(callId), draft)
    if (completed !== 'accepted') throw new Error(`not completed: ${String(completed)}`)
    await this.client.sees('it done', ({ wrapUps }) => wrapUps.length === 0)
  }

  async close(): Promise<void> {
    this.client.close()
    await this.device.close()
  }
}
