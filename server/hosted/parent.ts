import { fromHosted, toHosted } from '../contract/hosted.ts'
import type { FromHosted, ToHosted } from '../contract/hosted.ts'

/** The process that started this one, at the other end of its port. */
export interface Parent {
  send(message: FromHosted): void
  onMessage(listener: (message: ToHosted) => void): void
  /** Called when the parent has ended, for any reason. */
  onDisconnect(listener: () => void): void
}

/** The part of Electron’s `process.parentPort` that is used. Absent in a process that Node has started. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
}

/** Opens the port to Electron’s main process, or to a Node that has forked us. Null in a process with neither. */
export function openParent(ours: NodeJS.Process): Parent | null {
  // The cast: Electron adds this to Node's `process` in a utility process.
  const { parentPort } = ours as NodeJS.Process & { readonly parentPort?: UtilityPort }
  if (parentPort !== undefined) {
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window.
      send: (message) => parentPort.postMessage(fromHosted.parse(message)),
      onMessage: (listener) =>
        parentPort.on('message', ({ data }) => listener(toHosted.parse(data))),
      // Electron ends its utility processes together with itself.
      onDisconnect: () => undefined,
    }
  }
  if (ours.send === undefined) return null
  return {
    send: (message) => void ours.send?.(fromHosted.parse(message)),
    onMessage: (listener) => ours.on('message', (data) => listener(toHosted.parse(data))),
    onDisconnect: (listener) => ours.once('disconnect', listener),
  }
}
