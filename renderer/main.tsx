import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { demoFrom } from './adapters/browser/address.ts'
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
void desk.start(demoFrom(globalThis.location.hash))
