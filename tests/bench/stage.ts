import { once } from 'node:events'
import type { Server } from 'node:http'
import type { Centre } from '../e2e/harness/centre.ts'
import { launchChromium } from '../e2e/harness/chromium.ts'
import { Desk } from '../e2e/harness/desk.ts'
import { serveBarePage, type Credentials } from './bare-page.ts'
import { startDistantCentre } from './distant-centre.ts'
import { installProbe, listenerModule } from './probe.ts'
import type { Side } from './run-call.ts'
import { startStampingWebhook, type StampingWebhook } from './stamping-webhook.ts'

/** Everything that a run needs: a contact centre, a desk, a bare page, and a webhook that notes the time. */
export interface Stage extends AsyncDisposable {
  readonly centre: Centre
  readonly webhook: StampingWebhook
  /** The product and the bare page. */
  readonly sides: readonly [Side, Side]
  /** How late REST requests, webhooks and their answers arrive from now on. */
  delay(ms: number): void
}

const bareIdentity = 'bare_page'

export async function openStage(): Promise<Stage> {
  const opened = new AsyncDisposableStack()
  try {
    return await setStage(opened)
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

async function setStage(opened: AsyncDisposableStack): Promise<Stage> {
  const settings = {
    // The bare side's calls are foreign to the server, which would end them.
    CORDBOARD_GUARD: 'tell',
    // No agent dials as often as the rounds do.
    CORDBOARD_AGENT_CALLS_PER_MINUTE: '1000',
  }
  const { centre, delay, addressFor } = await startDistantCentre(settings, opened)
  const bare = await serveBarePage(
    bareIdentity,
    centre.sandbox as typeof centre.sandbox & Credentials,
  )
  opened.defer(() => closed(bare.server))
  const [mainLine, otherLine] = centre.sandbox.phoneNumbers
  if (!mainLine || !otherLine) throw new Error('The bench needs two numbers in the sandbox.')
  const numbers = centre.twilio.incomingPhoneNumbers
  const webhook = await startStampingWebhook({
    product: (await numbers(mainLine.sid).fetch()).voiceUrl,
    bare: `${await addressFor(bare.url)}/voice`,
  })
  opened.defer(() => closed(webhook.server))
  await numbers(mainLine.sid).update({ voiceUrl: webhook.url('product') })
  await numbers(otherLine.sid).update({ voiceUrl: webhook.url('bare') })

  const browser = await launchChromium()
  opened.defer(() => browser.close())
  const context = await browser.newContext({
    permissions: ['microphone'],
    // The probe's listener is a script of its own.
    bypassCSP: true,
  })
  await context.addInitScript(installProbe, listenerModule)
  const [productPage, barePage] = [await context.newPage(), await context.newPage()]
  await productPage.goto(`${centre.url}/#demo=ada`)
  await new Desk(productPage, async () => undefined).becomeAvailable()
  await barePage.goto(bare.url)
  await barePage.waitForFunction(() => document.title === 'Registered')
  return {
    centre,
    webhook,
    sides: [
      { name: 'product', page: productPage, number: mainLine.phoneNumber },
      { name: 'bare', page: barePage, number: otherLine.phoneNumber },
    ],
    delay,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

async function closed(server: Server): Promise<void> {
  await once(server.close(), 'close')
}
