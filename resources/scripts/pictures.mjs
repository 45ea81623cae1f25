// `npm run pictures`: makes the pictures in resources/media. It needs Chromium or Chrome (or `CHROMIUM_PATH`), and nothing
// else that `npm ci` does not install. The still pictures are screens of the gallery; the animated one is the web phone on
// the sandbox. `npm run pictures -- stills` or `-- film` makes one of the two.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { filmFirstCall } from './first-call.mjs'
import { endWithStarter, stopProcesses } from './processes.mjs'
import { root } from './root.mjs'
import { takeStills } from './stills.mjs'

const folder = join(root, 'resources/media')
const parts = { stills: takeStills, film: filmFirstCall }
const named = process.argv.slice(2)

endWithStarter(() => void stopProcesses())
try {
  ensureBuilt()
  mkdirSync(folder, { recursive: true })
  for (const name of named.length > 0 ? named : Object.keys(parts)) await parts[name](folder)
} finally {
  await stopProcesses()
}
