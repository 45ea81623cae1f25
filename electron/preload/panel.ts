import { contextBridge, ipcRenderer } from 'electron'
import { panelChannels } from '../contract/panel-channels.ts'

// The ring window and the mini bar have these three functions and no others.
contextBridge.exposeInMainWorld(
  'panel',
  Object.freeze({
    now: (): Promise<unknown> => ipcRenderer.invoke(panelChannels.now),
    onShow(listener: (state: unknown) => void): void {
      ipcRenderer.on(panelChannels.show, (_event, state: unknown) => listener(state))
    },
    act(action: unknown): void {
      ipcRenderer.send(panelChannels.act, action)
    },
  }),
)
