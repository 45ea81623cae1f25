import type { KnipConfig } from 'knip'

/** Finds files, exports and dependencies that nothing uses. */
export default {
  workspaces: {
    '.': {
      entry: [
        'electron/main/index.ts',
        'electron/preload/{index,panel}.ts',
        'electron/{policy,release}/main.ts',
        'renderer/{main,ring,mini,gallery}.tsx',
        'server/{main,dev,accounts}.ts',
        'server/check-account/main.ts',
        'resources/{scripts,sounds}/*.mjs',
        // electron-builder calls it.
        'resources/release/require-keys.mjs',
        'tests/bench/main.ts',
        '{electron,renderer,server,tests}/**/*.{test,spec}.{ts,tsx}',
        // Tests start these as programs, or bundle them for a page.
        'renderer/app/provider/testing/main.ts',
        'tests/bench/sandbox/bare-side.ts',
        'tests/bench/tied-server.ts',
      ],
      project: ['{electron,renderer,server,tests,resources}/**/*.{ts,tsx,mjs}', '*.config.ts'],
    },
    'server/sandbox': {
      entry: ['main.ts', 'pages/*/main.tsx', '**/*.test.ts'],
      project: ['**/*.{ts,tsx,mjs}'],
    },
  },
  // A declaration file names the types of what is exported, so these are exported too.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Parts of electron-builder: only the versions that it brings itself fit.
  ignoreDependencies: [
    'app-builder-lib',
    'builder-util',
    'builder-util-runtime',
    '@electron/asar',
    '@electron/fuses',
  ],
  ignoreBinaries: [
    'apt-get',
    'dbus-daemon',
    'dpkg-query',
    'openssl',
    'xdg-mime',
    'xdotool',
    'Xvfb',
  ],
} satisfies KnipConfig
