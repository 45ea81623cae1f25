import { expect, it } from 'vitest'
import { succeed } from '../../server/contract/result.ts'
import type { RunningMode } from '../contract/bundled.ts'
import { createServerHandlers, type ServerServices } from './server-handlers.ts'

/** Services that only record that they were called. */
function open({
  managed = false,
  offered = [],
  page = null,
}: {
  managed?: boolean
  offered?: readonly RunningMode[]
  page?: string | null
}) {
  const did: string[] = []
  const note = (what: string) => async () => void did.push(what)
  // The cast: only what the handlers below call is there.
  const services = {
    server: {
      isManaged: () => managed,
      origin: () => 'https://phone.example.com',
      choose(url: string) {
        did.push('choose')
        return url
      },
    },
    session: { welcome: async () => succeed({ customerPage: page }) },
    bundled: {
      status: async () => ({ customerPage: null }),
      allowedModes: () => offered,
      run: note('run'),
      look: note('look'),
      connect: note('connect'),
      remove: note('remove'),
      forget: note('forget'),
    },
    probe: note('probe'),
    browse: async (url: string) => void did.push(`browse ${url}`),
  } as unknown as ServerServices
  return { handlers: createServerHandlers(services), did }
}

const url = 'https://other.example.com'
const credentials = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'made up' }
const connecting = {
  numbers: ['+15005550006'],
  way: { kind: 'tunnel', by: 'cloudflared' } as const,
  tunnelToken: null,
  account: { username: 'mary', displayName: 'Mary', password: 'correct horse' },
}

it('refuses every request for another server if a policy names one, and still allows to stop and disconnect', async () => {
  const { handlers, did } = open({ managed: true, offered: [] })
  const refused = [
    await handlers['server.set']({ url }),
    await handlers['server.probe']({ url }),
    await handlers['bundled.run']({ mode: 'sandbox' }),
    await handlers['bundled.run']({ mode: 'twilio' }),
    await handlers['twilio.look'](credentials),
    await handlers['twilio.connect'](connecting),
  ]
  for (const reply of refused)
    expect(reply).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
  expect(did).toEqual([])
  await handlers['bundled.run']({ mode: 'off' })
  await handlers['twilio.remove']({})
  await handlers['twilio.forget']({})
  expect(did).toEqual(['run', 'remove', 'forget'])
})

it('does what is requested if no policy forbids it', async () => {
  const { handlers, did } = open({ managed: false, offered: ['twilio'] })
  await handlers['server.set']({ url })
  await handlers['server.probe']({ url })
  await handlers['bundled.run']({ mode: 'twilio' })
  await handlers['twilio.look'](credentials)
  await handlers['twilio.connect'](connecting)
  expect(did).toEqual(['choose', 'probe', 'run', 'look', 'connect'])
  expect(await handlers['bundled.run']({ mode: 'sandbox' })).toMatchObject({ ok: false })
})

it.each([
  ['http://127.0.0.1:40123/sandbox/customer', ['browse http://127.0.0.1:40123/sandbox/customer']],
  ['https://phone.example.com/customer', []],
  [null, []],
])('opens the customer page of a server only on this machine: %s', async (page, browsed) => {
  const { handlers, did } = open({ page })
  await handlers['bundled.beCustomer']({})
  expect(did).toEqual(browsed)
})
