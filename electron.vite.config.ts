import { join } from 'node:path'
import { defineConfig } from 'electron-vite'
import { desktopPages } from './renderer/pages.ts'
import { developmentPolicy } from './vite.policy.config.ts'
import { reactPlugins } from './vite.react.config.ts'

/** electron-vite would not: less to read and to keep at each start. */
const minify = true

const updateKeys = (process.env['CORDBOARD_UPDATE_KEYS'] ?? '')
  .split(',')
  .filter((key) => key !== '')

/**
 * The desktop's three programs. Main and preload carry their libraries with them, so that the packed app
 * needs no node_modules but keytar and ngrok, whose native parts cannot be bundled.
 */
export default defineConfig({
  main: {
    // The public keys that vouch for new versions, comma-separated. A release is not packed without one.
    define: { CORDBOARD_UPDATE_KEYS: JSON.stringify(updateKeys) },
    build: {
      minify,
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: {
        input: 'electron/main/index.ts',
        external: ['keytar'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      minify,
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: ['electron/preload/index.ts', 'electron/preload/panel.ts'],
        // A sandboxed preload is CommonJS and one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // Relative to the root, as in the web build: the page's icon.
    publicDir: '../resources/icons',
    plugins: [...reactPlugins(), developmentPolicy()],
    build: {
      minify,
      outDir: 'out/renderer',
      // The content policy has no data: for scripts, styles and fonts.
      assetsInlineLimit: 0,
      rolldownOptions: {
        // By name: of a list, electron-vite makes something that the bundler cannot read.
        input: Object.fromEntries(
          desktopPages.map((page) => [page, join(import.meta.dirname, `renderer/${page}.html`)]),
        ),
      },
    },
  },
})
