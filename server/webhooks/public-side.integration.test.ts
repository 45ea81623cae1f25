import type { AddressInfo } from 'node:net'
import { request } from 'node:http'
import { io } from 'socket.io-client'
import { afterEach, describe, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import { REALTIME_PATH } from '../contract/realtime.ts'
import { openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { webhookPaths } from '../twilio/urls.ts'

let office: Office
afterEach(() => office.close())

async function listen(app: Office['app']): Promise<string> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  // The cast: it listens on a port.
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

/** As a page would ask whose name has come to point at this machine. */
function statusFor(url: string, host: string, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject).end()
  })
}

describe('the side that is published', () => {
  it('serves webhooks, and nothing else', async () => {
    office = await openOffice({ environment: { CORDBOARD_WEBHOOK_PORT: '0' } })
    const { app, webhookApp } = office
    if (webhookApp === null) throw new Error('webhooks are not apart')
    const published = await listen(webhookApp)
    const own = await listen(app)
    const status = async (url: string, method = 'GET') => (await fetch(url, { method })).status
    expect(await status(published + webhookPaths.inbound, 'POST')).toBe(403)
    for (const path of [
      paths.welcome,
      paths.session,
      paths.targets,
      '/health',
      '/',
      '/index.html',
      `${REALTIME_PATH}/?EIO=4&transport=polling`,
      '/webhooks/../api/welcome',
      '/webhooks/%2e%2e/api/welcome',
      '//api/welcome',
      '/media/hold-music.wav',
    ]) {
      expect({ path, status: await status(published + path) }).toEqual({ path, status: 404 })
    }
    expect(await status(own + paths.welcome)).toBe(200)
    expect(await status(own + webhookPaths.inbound, 'POST')).toBe(404)
    // Its name is the webhooks' alone.
    expect(await statusFor(own + paths.welcome, 'desk.example.com')).toBe(421)
  })

  it('takes what Twilio has signed', async () => {
    office = await openOffice({ environment: { CORDBOARD_WEBHOOK_PORT: '0' } })
    const { webhookApp } = office
    if (webhookApp === null) throw new Error('webhooks are not apart')
    const answer = await office.webhook(webhookPaths.moment, { CallSid: 'CA1' }, { by: webhookApp })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('<Say')
  })
})

describe('a name that is not the server’s', () => {
  it('is answered by nothing but what Twilio has signed', async () => {
    office = await openOffice({ environment: { CORDBOARD_HOSTS: 'phone.example.com' } })
    const url = await listen(office.app)
    for (const host of ['evil.example', '127.0.0.1.evil.example:80']) {
      for (const path of [paths.welcome, paths.targets, '/health', '/', '/nowhere']) {
        expect({ path, status: await statusFor(url + path, host) }).toEqual({ path, status: 421 })
      }
      expect(await statusFor(url + webhookPaths.inbound, host, 'POST')).toBe(403)
    }
    for (const host of ['localhost:4400', 'phone.example.com', 'desk.example.com']) {
      expect(await statusFor(url + paths.welcome, host)).toBe(200)
    }
  })

  it('opens no socket', async () => {
    office = await openOffice()
    const url = await listen(office.app)
    const { accessToken } = await office.signIn('ada')
    const socket = io(url, {
      path: REALTIME_PATH,
      auth: { token: accessToken },
      transports: ['websocket'],
      extraHeaders: { host: 'evil.example' },
      reconnection: false,
    })
    const refused = await new Promise<boolean>((resolve) => {
      socket.on('connect', () => resolve(false))
      socket.on('connect_error', () => resolve(true))
    })
    socket.close()
    expect(refused).toBe(true)
  })
})
