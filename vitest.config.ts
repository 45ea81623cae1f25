import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/**
 * Two projects. `unit` is pure or jsdom and takes seconds; `integration` starts real servers, sockets,
 * WebRTC and SQLite files on loopback.
 */
export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            '{electron,renderer,server}/**/*.test.{ts,tsx}',
            'tests/architecture/**/*.test.ts',
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
            'tests/{contract,conformance}/**/*.test.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // Real-time audio shares the processor with whatever else runs: one file at a time.
          fileParallelism: false,
        },
      },
    ],
  },
})
