import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { reactPlugins } from './vite.react.config.ts'

const always = configDefaults.exclude

/** What draws on a page. */
const inPage = ['renderer/**/*.test.tsx', 'renderer/adapters/browser/page.test.ts']

/** Loaded once for all files of a process: what each imports costs more than its tests. No test may leave anything behind. */
const together = { isolate: false, maxWorkers: Math.max(2, availableParallelism() - 1) }

/** Long searches: thousands of random programs, or every request failing in every way. */
const property = ['**/*.property.test.ts', '**/{conferences,fault-matrix,interleavings}.test.ts']

/** What starts real servers, sockets and SQLite files. */
const integration = [
  '{electron,server}/**/*.integration.test.ts',
  'tests/{chaos,contract,conformance}/**/*.test.ts',
]

/**
 * What measures sound as it is heard, or drives a real browser. A machine that stands still for a second breaks both,
 * so these alone are tried a second time; `npm test` names each that needed it.
 */
const realTime = [
  'server/calls/**/*.integration.test.ts',
  'server/sandbox/{media,streams}/**/*.integration.test.ts',
  'server/sandbox/**/{coaching,customer-phones,conference-recordings,media-faults,recordings,speech}.integration.test.ts',
  'server/sandbox/signalling/devices.integration.test.ts',
  'server/check-account/*.integration.test.ts',
  'server/guard/worker-token.integration.test.ts',
  'tests/chaos/**/*.test.ts',
  'tests/contract/twilio-provider.test.ts',
  'tests/conformance/{broken-clients,voice-*}.test.ts',
]

/** Real servers, one file at a time: sound in real time shares the processor with whatever else runs. */
const onSockets = { testTimeout: 30_000, hookTimeout: 30_000, fileParallelism: false }

/**
 * `unit` is pure, `screens` draws in jsdom, `property` searches for a minute, `sandbox` has the stand-in for Twilio
 * without sockets; `integration` and `real-time` run on real ones. Each test file is in one of them.
 */
export default defineConfig({
  // With the compiler: what it makes of a component is what is shipped.
  plugins: reactPlugins(),
  test: {
    // What a file is transformed to is kept until it changes: most of the time of one area was that.
    fsModuleCache: true,
    // Far more than any takes: a busy machine is no failure.
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{electron,renderer,server}/**/*.test.ts',
            'tests/{architecture,bench}/**/*.test.ts',
            'resources/scripts/*.test.mjs',
          ],
          exclude: [...always, ...integration, ...property, ...inPage, 'server/sandbox/**'],
          ...together,
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: inPage,
          environment: 'jsdom',
          setupFiles: 'tests/fakes/jsdom.ts',
          ...together,
        },
      },
      {
        extends: true,
        test: {
          name: 'property',
          include: property,
          exclude: [...always, 'server/sandbox/**'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'sandbox',
          include: ['server/sandbox/**/*.test.ts'],
          exclude: [...always, ...integration],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: integration,
          exclude: [...always, ...realTime],
          ...onSockets,
        },
      },
      {
        extends: true,
        test: { name: 'real-time', include: realTime, retry: 1, ...onSockets },
      },
    ],
  },
})
