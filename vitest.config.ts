import { defineConfig } from 'vitest/config'
import { reactPlugins } from './vite.react.config.ts'

/**
 * Two projects. `unit` is pure or jsdom and takes seconds; `integration` starts real servers, sockets,
 * WebRTC and SQLite files on loopback.
 */
export default defineConfig({
  // With the compiler: what it makes of a component is what is shipped.
  plugins: reactPlugins(),
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            '{electron,renderer,server}/**/*.test.{ts,tsx}',
            'tests/{architecture,bench}/**/*.test.ts',
          ],
          exclude: ['**/*.integration.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          include: [
            '{electron,server}/**/*.integration.test.ts',
            'tests/{chaos,contract,conformance}/**/*.test.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // Real-time audio shares the processor with whatever else runs: one file at a time.
          fileParallelism: false,
          // Nor does it survive a machine that stands still for seconds. Who needed it is named at the end.
          retry: 1,
        },
      },
    ],
  },
})
