import type { IpcMain } from 'electron'
import { expect, test } from 'vitest'
import { panelChannels } from '../../contract/panel-channels.ts'
import { miniAction } from '../../contract/panel.ts'
import { createLog } from '../log.ts'
import { handlePanelMessages } from './panel-ipc.ts'

const own = { url: 'app://cordboard/mini.html', parent: null }

function open() {
  const acted: unknown[] = []
  const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>()
  const listeners = new Map<string, (event: unknown, ...args: unknown[]) => void>()
  // The cast: only what the handler uses is there.
  const ipc = {
    handle: (channel: string, handler: Parameters<IpcMain['handle']>[1]) =>
      void handlers.set(channel, handler),
    on: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) =>
      void listeners.set(channel, listener),
  } as unknown as Pick<IpcMain, 'handle' | 'on'>
  handlePanelMessages({
    ipc,
    url: own.url,
    origins: ['app://cordboard'],
    action: miniAction,
    state: () => 'who calls',
    onAction: (action) => void acted.push(action),
    log: createLog('silent'),
  })
  return {
    acted,
    // Of Electron’s event, the handler reads only the frame of the sender.
    now: (senderFrame: unknown) => handlers.get(panelChannels.now)?.({ senderFrame } as never, {}),
    act: (senderFrame: unknown, given: unknown) =>
      listeners.get(panelChannels.act)?.({ senderFrame }, given),
  }
}

test('accepts messages of its own page that fit the schema', () => {
  const { acted, now, act } = open()
  expect(now(own)).toBe('who calls')
  act(own, { kind: 'show' })
  act(own, { kind: 'quit-the-program' })
  expect(acted).toEqual([{ kind: 'show' }])
})

test.each([
  ['another origin', { url: 'https://elsewhere.test/', parent: null }],
  ['a frame inside the page', { ...own, parent: {} }],
  ['a frame that is gone', null],
])('neither answers nor accepts %s', (_name, frame) => {
  const { acted, now, act } = open()
  expect(now(frame)).toBeNull()
  act(frame, { kind: 'show' })
  expect(acted).toEqual([])
})
