import type { z } from 'zod'
import type { PanelBridge } from '../../electron/contract/panel.ts'

declare global {
  interface Window {
    /** In the small windows alone. */
    readonly panel?: PanelBridge
  }
}

/** Follows what a small window is to show. What does not fit its schema is passed over. */
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
