import '../ui/tokens.css'
import '../ui/global.css'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { config, type z } from 'zod'
import type { PanelBridge } from '../../electron/contract/panel.ts'
import { ClockContext } from '../ui/time/clock.tsx'
import { followPanel } from './bridge.ts'

/** Draws each state that a small window receives. */
export function startPanel<State>(
  schema: z.ZodType<State>,
  draw: (state: State, bridge: PanelBridge) => ReactNode,
): void {
  // zod tests whether it may compile code. The content policy forbids that and reports the attempt.
  config({ jitless: true })
  const element = document.getElementById('root')
  const bridge = window.panel
  if (element === null || bridge === undefined)
    throw new Error('This page is no window of its own.')
  const root = createRoot(element)
  followPanel(bridge, schema, (state) =>
    root.render(
      <StrictMode>
        {/* The offset that the page tells is that of the wall clock. */}
        <ClockContext value={Date.now}>{draw(state, bridge)}</ClockContext>
      </StrictMode>,
    ),
  )
}
