import { builtinModules } from 'node:module'
import { build, defineConfig, type Plugin, type Rolldown } from 'vite'

/** The sandbox's pages, built and put beside it: `loadPages` looks for them there. */
function withSandboxPages(): Plugin {
  return {
    name: 'sandbox-pages',
    async generateBundle() {
      const configFile = 'server/sandbox/vite.config.ts'
      const pages = await build({ configFile, build: { write: false }, logLevel: 'warn' })
      for (const file of (pages as Rolldown.RolldownOutput).output) {
        const source = file.type === 'asset' ? file.source : file.code
        this.emitFile({ type: 'asset', fileName: `sandbox-pages/${file.fileName}`, source })
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
