import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { demoFrom, forgetDemo } from './adapters/browser/address.ts'
import { composePorts } from './app/compose-ports.ts'
import { composeSoftphone } from './app/compose-softphone.ts'
import { ringingWords } from './app/compose-words.ts'
import { Entry } from './app/entry.tsx'

// zod would try whether it may compile code; the page's policy forbids that, and reports the attempt.
config({ jitless: true })

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')

const softphone = composeSoftphone(composePorts(ringingWords))
createRoot(root).render(
  <StrictMode>
    <Entry softphone={softphone} />
  </StrictMode>,
)
// The demo account stays in the address until it has signed in: a page that is reloaded before that needs it.
const stopWatching = softphone.store.subscribe(({ view }) => {
  if (view.session.kind !== 'signed-in') return
  stopWatching()
  forgetDemo(globalThis)
})
void softphone.start(demoFrom(globalThis.location.hash))
