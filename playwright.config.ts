import { defineConfig } from '@playwright/test'

/** End-to-end tests: the real app on the real sandbox. One at a time, because they measure real-time audio. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'out/test-results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A machine that stands still for seconds breaks real-time audio. Who needed it is named at the end of `npm test`.
  retries: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
  projects: [
    { name: 'chromium', testMatch: ['{browser,gallery,journeys}/**/*.spec.ts'] },
    { name: 'electron', testMatch: ['{electron,journeys}/**/*.spec.ts'] },
  ],
})
