import { contextBridge, ipcRenderer } from 'electron'
import type { IpcRendererEvent } from 'electron'
import { eventChannels, invokeChannels } from '../contract/channels.ts'

const mayInvoke: ReadonlySet<string> = new Set(invokeChannels)
const mayHear: ReadonlySet<string> = new Set(eventChannels)

// Typed loosely on this side: pages see `DesktopBridge`, and the main process parses what arrives.
contextBridge.exposeInMainWorld(
  'desktop',
  Object.freeze({
    invoke(channel: string, input: unknown): Promise<unknown> {
      if (!mayInvoke.has(channel)) throw new TypeError(`No such channel: ${channel}`)
      return ipcRenderer.invoke(channel, input)
    },
    on(channel: string, listener: (payload: unknown) => void): () => void {
      if (!mayHear.has(channel)) throw new TypeError(`No such event: ${channel}`)
      const relay = (_event: IpcRendererEvent, payload: unknown): void => listener(payload)
      ipcRenderer.on(channel, relay)
      return () => {
        ipcRenderer.removeListener(channel, relay)
      }
    },
  }),
)
