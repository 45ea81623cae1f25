import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { build } from 'vite'
import { expect } from 'vitest'
import { startCentre, type Centre } from '../e2e/harness/centre.ts'
import type { SoftphoneProvider } from '../../renderer/ports/softphone-provider.ts'
import type { ProviderBench } from './provider-bench.ts'

declare global {
  interface Window {
    /** Of the page that is built here. */
    provider: SoftphoneProvider
    told: string[]
  }
}

const pageFolder = fileURLToPath(new URL('../../renderer/app/provider/testing', import.meta.url))

/** Builds the page that has the provider and no screens. */
export async function buildProviderPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: pageFolder,
    base: './',
    publicDir: false,
    build: { outDir, emptyOutDir: true, target: 'chrome123' },
  })
}

/** Twilio's provider in a real browser, at a whole contact centre on the sandbox, with people on telephones. */
export async function chromiumBench(
  browser: Browser,
  builtPage: string,
  callWaiting: boolean,
): Promise<ProviderBench> {
  await using opened = new AsyncDisposableStack()
  const centre = await startCentre({
    CORDBOARD_CALL_WAITING: String(callWaiting),
    CORDBOARD_RECORD_QUEUES: '*',
  })
  opened.defer(() => centre.close())
  const page = await openPage(browser, centre.url, builtPage, 'ada')
  opened.defer(() => page.context().close())
  await becomeAvailable(page)
  const customer = await centre.phone({ answers: 'manual' })
  const second = await centre.phone({ answers: 'manual' })
  const other = await centre.phone({ answers: 'manual' })
  const teammate = new Teammate(() => openPage(browser, centre.url, builtPage, 'grace'))
  opened.defer(() => teammate.close())
  const open = opened.move()
  return {
    ask: (name, ...args) =>
      page.evaluate(
        ([command, given]) => {
          const call = window.provider[command].bind(window.provider)
          // The cast: the bench's own types have matched the arguments to the command.
          ;(call as (...values: readonly unknown[]) => void)(...given)
        },
        // JSON has no undefined: an argument that was left out is left out here too.
        [name, args.filter((given) => given !== undefined)] as const,
      ),
    status: () => page.evaluate(() => window.provider.status()),
    directory: () => page.evaluate(() => window.provider.directory()),
    contactAttributes: (callId) =>
      page.evaluate((id) => window.provider.contactAttributes(id), callId),
    draft: (callId, draft) =>
      page.evaluate(([id, what]) => window.provider.afterCallWork.draft(id, what), [
        callId,
        draft,
      ] as const),
    complete: (callId, draft) =>
      page.evaluate(([id, what]) => window.provider.afterCallWork.complete(id, what), [
        callId,
        draft,
      ] as const),
    setActivity: (activityId) =>
      page.evaluate((id) => window.provider.agentState.set(id), activityId),
    told: () => page.evaluate(() => [...window.told]),
    customer: {
      number: customer.number,
      calls: async () => void (await customer.dial(centre.number)),
      answers: () => answered(customer),
      hangsUp: async () => void (await customer.hangUp()),
    },
    second: {
      number: second.number,
      calls: async () => void (await second.dial(centre.number)),
      answers: () => answered(second),
      hangsUp: async () => void (await second.hangUp()),
    },
    teammate: {
      async target() {
        await teammate.open()
        const found = await page.evaluate(() => window.provider.directory())
        const agentId = found?.agents.find(({ name }) => name.startsWith('Grace'))?.agentId ?? ''
        return { kind: 'agent', agentId }
      },
      answers: () => teammate.answers(),
    },
    other: {
      target: { kind: 'number', number: other.number },
      answers: () => answered(other),
      fails: async () => void (await other.hangUp()),
      hangsUp: async () => void (await other.hangUp()),
    },
    close: () => open.disposeAsync(),
  }
}

/** The desk of another agent, opened when somebody is to be called there. */
class Teammate {
  readonly #openPage: () => Promise<Page>
  #page: Page | null = null

  constructor(openPage: () => Promise<Page>) {
    this.#openPage = openPage
  }

  async open(): Promise<void> {
    this.#page = await this.#openPage()
    await becomeAvailable(this.#page)
  }

  async answers(): Promise<void> {
    const rings = () => window.provider.status().calls.some(({ state }) => state === 'ringing')
    await this.#page?.waitForFunction(rings, null, { timeout: 10_000 })
    await this.#page?.evaluate(() => {
      const [call] = window.provider.status().calls
      if (call !== undefined) window.provider.accept(call.callId)
    })
  }

  async close(): Promise<void> {
    await this.#page?.context().close()
  }
}

async function answered(phone: Awaited<ReturnType<Centre['phone']>>): Promise<void> {
  await expect.poll(() => phone.callState(), { timeout: 10_000 }).toBe('ringing')
  await phone.answer()
}

const READY_WITHIN = { timeout: 20_000 }

/** The page under the server's own origin, as the web phone has it: its cookie and its API are there. */
async function openPage(
  browser: Browser,
  origin: string,
  builtPage: string,
  account: string,
): Promise<Page> {
  const context = await browser.newContext()
  // The page comes from no address, so Chromium asks whether it may reach loopback; the product's own is there.
  await context.grantPermissions(['microphone', 'local-network-access'], { origin })
  await context.route(`${origin}/provider/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.replace('/provider/', '')
    const path = join(builtPage, name)
    const contentType = name.endsWith('.html') ? 'text/html' : undefined
    if (contentType === undefined) return route.fulfill({ path })
    return route.fulfill({ body: await readFile(path), contentType })
  })
  const page = await context.newPage()
  await page.goto(`${origin}/provider/index.html#demo=${account}`)
  return page
}

async function becomeAvailable(page: Page): Promise<void> {
  await page.waitForFunction(() => window.provider?.status().ready, null, READY_WITHIN)
  await page.evaluate(() => {
    const { agentState } = window.provider
    agentState.set(agentState.get().choices.find((choice) => choice.available)?.id ?? '')
  })
  await page.waitForFunction(
    () => window.provider.agentState.get().current?.available,
    null,
    READY_WITHIN,
  )
}
