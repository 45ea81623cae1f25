import { host } from './host.ts'
import { openParent } from './parent.ts'

const parent = openParent(process)
if (parent === null) {
  process.stderr.write('This program is started by the desktop; use server/main.ts.\n')
  process.exitCode = 1
} else {
  host(parent, {
    // Loaded late, so that a Node without SQLite can still report that.
    load: async () => await import('../run.ts'),
    setUp: async (request) => {
      const { setUp } = await import('../setup/setup.ts')
      return setUp(request)
    },
    exit: (code) => process.exit(code),
  })
}
