import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * The sandbox's console and customer page. `npm run dev` serves them with hot reload beside a sandbox that runs on
 * the port SANDBOX_PORT, 4500 unless set.
 */
export default defineConfig(({ command }) => ({
  root: here('./pages'),
  cacheDir: here('../../node_modules/.vite/sandbox'),
  // Built, they are served under this address alone.
  base: command === 'build' ? '/sandbox/' : '/',
  plugins: [react()],
  server: { proxy: { '/sandbox': `http://127.0.0.1:${process.env['SANDBOX_PORT'] ?? '4500'}` } },
  build: {
    outDir: here('./out/pages'),
    emptyOutDir: true,
    // The content security policy has no `data:`; small files stay files.
    assetsInlineLimit: 0,
    rolldownOptions: { input: [here('./pages/console.html'), here('./pages/customer.html')] },
  },
}))
