import type { EventChannel, InvokeChannel } from './channels.ts'
import type { EventPayload, InvokeInput, InvokeOutput } from './contract.ts'
import type { DesktopResult } from './result.ts'

/** `window.desktop`, as the preload makes it. Frozen; absent in a plain browser. */
export interface DesktopBridge {
  /** Never rejects for an expected failure: those come as `{ ok: false, failure }`. */
  invoke<C extends InvokeChannel>(
    channel: C,
    input: InvokeInput<C>,
  ): Promise<DesktopResult<InvokeOutput<C>>>
  /** Listens until the returned function is called. */
  on<C extends EventChannel>(channel: C, listener: (payload: EventPayload<C>) => void): () => void
}
