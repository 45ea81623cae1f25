import { vi } from 'vitest'
import { startSandbox } from '../../sandbox.ts'
import { Phones } from './phones.ts'
import { clientOf, isSigned } from './twilio-client.ts'
import { startWebhookApp } from './webhook-app.ts'

/**
 * A whole sandbox, a client's application, the real `twilio` client and telephones. Calls of the API do not wait,
 * unless a test sets a limit.
 */
export async function startRig() {
  const sandbox = await startSandbox({ limits: { callsPerSecond: null } })
  const app = await startWebhookApp()
  const { description } = sandbox
  const client = clientOf(description)
  const [main] = description.phoneNumbers
  if (!main) throw new Error('the sandbox has no number')
  return {
    app,
    client,
    description,
    sandbox,
    phones: new Phones(description.baseUrl),
    number: main.phoneNumber,
    /** What a call to the number does. */
    async onCall(verbs: string) {
      const voiceUrl = app.answer('/voice', verbs)
      const statusCallback = `${app.baseUrl}/number-status`
      await client.incomingPhoneNumbers(main.sid).update({ voiceUrl, statusCallback })
    },
    unsigned: () =>
      app.received.filter(
        ({ signature, url, params }) =>
          !isSigned(description.authToken, { signature, url, params }),
      ),
    async close() {
      await sandbox.close()
      await app.close()
    },
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>

/** Waits until `fact` no longer throws. */
export function until<T>(fact: () => T | Promise<T>, timeout = 10_000): Promise<T> {
  return vi.waitFor(fact, { timeout, interval: 25 })
}
