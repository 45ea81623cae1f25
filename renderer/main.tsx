import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { demoFrom, forgetDemo } from './adapters/browser/address.ts'
import { composePorts } from './app/compose-ports.ts'
import { compose } from './app/compose.ts'
import { ringingWords } from './app/compose-words.ts'
import { Entry } from './app/entry.tsx'

// zod would try whether it may compile code; the page's policy forbids that, and reports the attempt.
config({ jitless: true })

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')

const desk = compose(composePorts(ringingWords))
createRoot(root).render(
  <StrictMode>
    <Entry desk={desk} />
  </StrictMode>,
)
// Once it has served; a page that is loaded anew before that still needs it.
const stopWatching = desk.store.subscribe(({ view }) => {
  if (view.session.kind !== 'signed-in') return
  stopWatching()
  forgetDemo(globalThis)
})
void desk.start(demoFrom(globalThis.location.hash))
