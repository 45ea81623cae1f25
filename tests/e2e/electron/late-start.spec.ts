import { expect, test } from '@playwright/test'
import { launchDesktop } from './launch.ts'
import { startSmallServer } from './small-server.ts'

test('started by a launcher from its folder, the desktop still reaches its server with its own origin', async () => {
  const server = await startSmallServer()
  const desktop = await launchDesktop({ serverUrl: server.url, asFolder: true })
  try {
    const found = await desktop.page.evaluate(async (url) => {
      const got = await window.desktop.invoke('server.get', {})
      const welcome = await fetch(`${url}/api/welcome`, { method: 'POST', body: '{}' })
      return { url: got.ok ? got.value.url : null, status: welcome.status, secure: isSecureContext }
    }, server.url)
    expect(found).toEqual({ url: server.url, status: 200, secure: true })
    const asked = server.seen.find(({ method }) => method === 'POST')
    expect(asked?.origin).toBe('app://cordboard')
  } finally {
    await desktop.close()
    await server.close()
  }
})
