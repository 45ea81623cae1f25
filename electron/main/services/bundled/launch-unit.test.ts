import { expect, test } from 'vitest'
import type { ToHosted } from '../../../../server/contract/hosted.ts'
import { createUnitLauncher } from './launch-unit.ts'
import type { ProgramEars } from './programs.ts'

const never = new Promise<void>(() => undefined)

test('a tunnel leads to the port for webhooks, and not to the server’s own', async () => {
  const led: number[] = []
  const said: ToHosted[] = []
  let awake: ((ears: ProgramEars) => void) | null = null
  const started = new Promise<ProgramEars>((resolve) => {
    awake = resolve
  })
  const launch = createUnitLauncher({
    plan: async () => ({
      kind: 'twilio',
      variables: {},
      way: { kind: 'tunnel', by: 'cloudflared' },
      tunnelToken: null,
      account: null,
    }),
    start(_name, _args, ears) {
      awake?.(ears)
      return { say: (message) => said.push(message), kill: () => undefined, gone: never }
    },
    sandbox: { ensure: async () => null, close: async () => undefined },
    async openTunnel(_kind, port) {
      led.push(port)
      return { url: 'https://quiet-river.example.com', gone: never, close: () => undefined }
    },
    findPort: async () => 4400,
    findWebhookPort: async () => 4401,
    dataFolder: () => '/nowhere',
    logLine: () => undefined,
  })
  launch(() => undefined)
  const ears = await started
  ears.message({ kind: 'awake' })
  expect(led).toEqual([4401])
  expect(said).toMatchObject([
    {
      kind: 'start',
      settings: {
        CORDBOARD_PORT: '4400',
        CORDBOARD_WEBHOOK_PORT: '4401',
        CORDBOARD_PUBLIC_URL: 'https://quiet-river.example.com',
      },
    },
  ])
})
