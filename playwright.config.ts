import { defineConfig } from '@playwright/test'

/** End-to-end tests: the real app on the real sandbox. One at a time, because they measure real-time audio. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'out/test-results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [
    ['list'],
    ...(process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['json'] as const] : []),
    ...(process.env['CI']
      ? [['html', { open: 'never', outputFolder: 'out/playwright-report' }] as const]
      : []),
  ],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
  projects: [
    { name: 'gallery', testMatch: ['gallery/**/*.spec.ts'] },
    // A machine that stands still for seconds breaks real-time audio. `npm test` names each that needed a second try.
    { name: 'chromium', testMatch: ['{browser,journeys}/**/*.spec.ts'], retries: 1 },
    { name: 'electron', testMatch: ['{electron,journeys}/**/*.spec.ts'], retries: 1 },
  ],
})
