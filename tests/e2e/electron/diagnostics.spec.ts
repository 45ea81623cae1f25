import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { openSignedIn } from './signed-in.ts'

const secret = 'aVeryLongRefreshTokenThatNobodyMaySee'
const number = '+14155550123'

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-diagnostics-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the exported file has the logs of both sides under the call’s id, and nothing that was planted', async () => {
  const opened = await openSignedIn({ userData: folder })
  const { page, app } = opened.desktop
  try {
    const callId = '0b8c2e52-6d0e-4a0f-9a37-1234567890ab'
    const call = {
      callId,
      name: `Marta ${number}`,
      state: 'talking' as const,
      hold: 'talking' as const,
      mayHold: true,
      muted: false,
      hangingUp: false,
    }
    await page.evaluate(
      async ({ call, secret, number }) => {
        const desk = {
          signedIn: true,
          activities: [],
          current: null,
          pending: null,
          state: {
            kind: 'on-a-call' as const,
            words: 'On a call',
            time: null,
            next: null,
            muted: null,
          },
          alert: null,
          clockOffsetMs: 0,
        }
        await window.desktop.invoke('desk.now', { ...desk, call })
        const details = { callId: call.callId, reason: `token=${secret}`, about: `rang ${number}` }
        await window.desktop.invoke('log.write', {
          lines: [{ at: Date.now(), kind: 'planted', details }],
        })
        await window.desktop.invoke('desk.now', { ...desk, call: null })
      },
      { call, secret, number },
    )
    const zipFile = join(folder, 'diagnostics.zip')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, zipFile)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Export diagnostics…' }).click()
    await expect(page.getByText('File saved.')).toBeVisible()

    const zip = Object.entries(unzipSync(readFileSync(zipFile)))
    const texts = new Map(zip.map(([name, bytes]) => [name, strFromU8(bytes)]))
    expect([...texts.keys()].toSorted()).toEqual([
      'main.log',
      'policy.json',
      'renderer.log',
      'server.json',
      'settings.json',
      'system.json',
      'updates.json',
    ])
    for (const name of ['main.log', 'renderer.log']) expect(texts.get(name)).toContain(callId)
    const onDisk = readdirSync(join(folder, 'logs')).map((name) =>
      readFileSync(join(folder, 'logs', name), 'utf8'),
    )
    // `cordboard` is the password, too; as a word it is everywhere.
    for (const text of [...texts.values(), ...onDisk]) {
      for (const planted of [secret, number, number.slice(1), opened.server.token() ?? secret]) {
        expect(text).not.toContain(planted)
      }
    }
  } finally {
    await opened.close()
  }
})
