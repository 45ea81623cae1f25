import { defineConfig } from 'vite'
import { webPages } from './renderer/pages.ts'
import { reactPlugins } from './vite.react.config.ts'

/** The web phone and the gallery: plain pages for a browser. The desktop's windows are built by electron-vite. */
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: '../resources/icons',
  plugins: reactPlugins(),
  build: {
    outDir: '../out/web',
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy has no `data:` for scripts or styles; small files stay files.
    assetsInlineLimit: 0,
    // The screens are one file on purpose: a ring must not wait for a second one.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: webPages.map((page) => `renderer/${page}.html`) },
  },
})
