import { join } from 'node:path'
import { defineConfig } from 'vite'
import { webPages } from './renderer/pages.ts'
import { developmentPolicy } from './vite.policy.config.ts'
import { reactPlugins } from './vite.react.config.ts'

/** Where `npm run dev` has started the server; the gallery needs none. */
const server = process.env['CORDBOARD_SERVER_URL']

const serviceWorker = 'sw'

function inRenderer(file: string): string {
  return join(import.meta.dirname, 'renderer', file)
}

/** The web phone and the gallery: plain pages for a browser. The desktop's windows are built by electron-vite. */
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: '../resources/icons',
  plugins: [...reactPlugins(), developmentPolicy()],
  ...(server
    ? { server: { proxy: { '/api': server, '/realtime': { target: server, ws: true } } } }
    : {}),
  build: {
    outDir: '../out/web',
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy has no `data:` for scripts or styles; small files stay files.
    assetsInlineLimit: 0,
    // The screens are one file on purpose: a ring must not wait for a second one.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(webPages.map((page) => [page, inRenderer(`${page}.html`)])),
        [serviceWorker]: inRenderer('adapters/browser/sw.ts'),
      },
      output: {
        // A service worker keeps its name, and its place says which pages are its own.
        entryFileNames: ({ name }) =>
          name === serviceWorker ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
})
