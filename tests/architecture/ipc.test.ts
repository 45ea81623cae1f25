import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sourceFiles } from './imports.ts'

const listens = /\bipc(?:Main)?\.(?:handle|handleOnce|on|once)\(/u

it('a page is heard in one folder alone, where each of its messages is judged by its sender', () => {
  const files = sourceFiles(['electron']).filter((file) => !file.endsWith('.test.ts'))
  const doors = files.filter((file) => listens.test(readFileSync(file, 'utf8'))).toSorted()
  expect(doors).toEqual(['electron/main/ipc/panel-ipc.ts', 'electron/main/ipc/router.ts'])
  for (const door of doors) expect(readFileSync(door, 'utf8')).toContain('isTrustedSender(')
})
