import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from '../e2e/harness/chromium.ts'
import { buildProviderPage, chromiumBench } from './chromium-bench.ts'
import { softphoneProviderContract } from './softphone-provider.suite.ts'

let browser: Browser
let builtPage: string

beforeAll(async () => {
  builtPage = await mkdtemp(join(tmpdir(), 'cordboard-provider-'))
  await buildProviderPage(builtPage)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await rm(builtPage, { recursive: true, force: true })
})

softphoneProviderContract('Twilio, in Chromium at the sandbox,', ({ callWaiting }) =>
  chromiumBench(browser, builtPage, callWaiting),
)
