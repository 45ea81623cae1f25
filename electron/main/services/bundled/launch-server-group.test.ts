import { expect, test } from 'vitest'
import type { ToHosted } from '../../../../server/contract/hosted.ts'
import { createServerGroupLauncher } from './launch-server-group.ts'
import type { ProgramListeners } from './programs.ts'

const never = new Promise<void>(() => undefined)

test('a tunnel forwards to the port for webhooks, and not to the server’s own', async () => {
  const led: number[] = []
  const said: ToHosted[] = []
  let awake: ((ears: ProgramListeners) => void) | null = null
  const started = new Promise<ProgramListeners>((resolve) => {
    awake = resolve
  })
  const launch = createServerGroupLauncher({
    plan: async () => ({
      kind: 'twilio',
      variables: {},
      way: { kind: 'tunnel', by: 'cloudflared' },
      tunnelToken: null,
      account: null,
    }),
    start(_name, _args, ears) {
      awake?.(ears)
      return { send: (message) => said.push(message), kill: () => undefined, exited: never }
    },
    sandbox: { ensureRunning: async () => null, close: async () => undefined },
    async openTunnel(_kind, port) {
      led.push(port)
      return { url: 'https://quiet-river.example.com', ended: never, close: () => undefined }
    },
    findPort: async () => 4400,
    findWebhookPort: async () => 4401,
    dataFolder: () => '/nowhere',
    logLine: () => undefined,
  })
  launch(() => undefined)
  const ears = await started
  ears.onMessage({ kind: 'awake' })
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
