import { readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { defineConfig, type Plugin } from 'vite'

const customerPage = 'server/sandbox/control/customer-page'

/** The sandbox serves these beside itself, as they are. */
function withCustomerPage(): Plugin {
  return {
    name: 'customer-page',
    generateBundle() {
      for (const name of readdirSync(customerPage)) {
        const source = readFileSync(`${customerPage}/${name}`)
        this.emitFile({ type: 'asset', fileName: `customer-page/${name}`, source })
      }
    },
  }
}

/**
 * The server and the sandbox as two JavaScript programs with their libraries inside, for the desktop, which starts
 * them as utility processes: Electron has no type stripping, and the packed app no node_modules.
 */
export default defineConfig({
  publicDir: false,
  plugins: [withCustomerPage()],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: 'out/server',
    target: 'node24',
    rolldownOptions: {
      input: { server: 'server/hosted/main.ts', sandbox: 'server/sandbox/main.ts' },
      external: [...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
