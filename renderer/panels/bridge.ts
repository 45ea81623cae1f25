import type { z } from 'zod'
import type { PanelBridge } from '../../electron/contract/panel.ts'

declare global {
  interface Window {
    /** Only in the small windows. */
    readonly panel?: PanelBridge
  }
}

/** Calls `show` with each state for a small window. A state that does not fit its schema is ignored. */
export function followPanel<State>(
  bridge: PanelBridge,
  schema: z.ZodType<State>,
  show: (state: State) => void,
): void {
  const read = (given: unknown): void => {
    const parsed = schema.safeParse(given)
    if (parsed.success) show(parsed.data)
  }
  bridge.onShow(read)
  void bridge.now().then(read)
}
