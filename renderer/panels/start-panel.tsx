import '../ui/tokens.css'
import '../ui/global.css'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { config, type z } from 'zod'
import type { PanelBridge } from '../../electron/contract/panel.ts'
import { ClockContext } from '../ui/time/clock.tsx'

declare global {
  interface Window {
    /** Only in the small windows. */
    readonly panel?: PanelBridge
  }
}

/** Draws each state that a small window receives. A state that does not fit its schema is ignored. */
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
  const show = (given: unknown): void => {
    const parsed = schema.safeParse(given)
    if (!parsed.success) return
    root.render(
      <StrictMode>
        {/* The offset that the page tells is that of the wall clock. */}
        <ClockContext value={Date.now}>{draw(parsed.data, bridge)}</ClockContext>
      </StrictMode>,
    )
  }
  bridge.onShow(show)
  void bridge.now().then(show)
}
