import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { defineConfig, type Plugin } from 'vite'
import { sandboxPages } from './server/sandbox/control/pages.ts'

/** The sandbox serves these from beside itself, as they are. */
function withSandboxPages(): Plugin {
  return {
    name: 'sandbox-pages',
    generateBundle() {
      for (const { folder, files } of sandboxPages) {
        for (const name of ['page.html', ...files]) {
          const source = readFileSync(`server/sandbox/control/${folder}/${name}`)
          this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source })
        }
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
  plugins: [withSandboxPages()],
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
