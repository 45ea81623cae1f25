import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import type { SandboxDescription } from '../../server/sandbox/description.ts'

/** A user-defined message as the Voice SDK gives and takes it. */
export interface PageMessage {
  readonly content: unknown
  readonly contentType?: string
  readonly messageType: string
  readonly voiceEventSid?: string
}

/** What these tests use of the Voice SDK: its bundle for pages has no types. */
interface PageCall {
  on(event: 'messageReceived' | 'messageSent', run: (message: PageMessage) => void): void
  on(event: 'error', run: (error: { readonly code: number }) => void): void
  on(event: string, run: (warning: string) => void): void
  sendMessage(message: PageMessage): string
  readonly parameters: Readonly<Record<string, string>>
  readonly customParameters: ReadonlyMap<string, string>
  accept(): void
  reject(): void
  ignore(): void
  disconnect(): void
  mute(muted: boolean): void
  sendDigits(digits: string): void
  status(): string
}

interface PageDevice {
  readonly audio: { incoming(enabled: boolean): void }
  on(event: 'incoming', run: (call: PageCall) => void): void
  on(event: string, run: (error?: { readonly code: number }) => void): void
  updateToken(token: string): void
  connect(options?: { readonly params: Readonly<Record<string, string>> }): Promise<PageCall>
  register(): Promise<void>
  disconnectAll(): void
}

declare global {
  interface Window {
    device: PageDevice
    /** The last call that came in or was made. */
    call: PageCall
    happened: string[]
    /** The keys that the SDK has sent as messages of its signalling. */
    signalledKeys: string[]
    /** The browser is to negotiate no telephone events from now on. */
    withoutTelephoneEvents: boolean
    /** That of the last call. */
    connection: RTCPeerConnection
  }
}

const sdk = fileURLToPath(
  new URL('../../node_modules/@twilio/voice-sdk/dist/twilio.min.js', import.meta.url),
)

/**
 * A page with the unmodified Voice SDK alone and a registered Device. The SDK knows `wss:` only, and loopback has no
 * certificate. `happened` tells the Device's events, and a call's: `incoming`, `cancel`, `disconnect`.
 */
export async function openDevicePage(
  browser: Browser,
  { baseUrl, signalling }: SandboxDescription,
  token: string,
): Promise<Page> {
  const context = await browser.newContext()
  // The page comes from no address, so Chromium asks whether it may reach loopback.
  await context.grantPermissions(['microphone', 'local-network-access'], { origin: baseUrl })
  const source = await readFile(sdk, 'utf8')
  await context.route(`${baseUrl}/page`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Device</title>' }),
  )
  const page = await context.newPage()
  await page.addInitScript(preparePage)
  await page.goto(`${baseUrl}/page`)
  await page.addScriptTag({ content: source })
  await page.evaluate(startDevice, [token, signalling] as const)
  return page
}

/** Runs in the page, before the SDK. */
function preparePage(): void {
  window.signalledKeys = []
  window.withoutTelephoneEvents = false
  window.WebSocket = class extends window.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(String(url).replace(/^wss:/u, 'ws:'), protocols)
    }
    override send(data: string): void {
      const keys = /"type":"dtmf"/u.test(data) ? /"dtmf":"(?<keys>[^"]*)"/u.exec(data) : null
      if (keys?.groups?.['keys'] !== undefined) window.signalledKeys.push(keys.groups['keys'])
      super.send(data)
    }
  }
  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      window.connection = this
    }
    override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      const { type, sdp = '' } = description
      return super.setRemoteDescription(
        window.withoutTelephoneEvents
          ? { type, sdp: sdp.replaceAll('telephone-event/', 'nothing/') }
          : description,
      )
    }
  }
}

/** Runs in the page. */
async function startDevice([token, host]: readonly [string, string]): Promise<void> {
  // The cast: the SDK's bundle for pages has no types.
  const { Device } = (
    window as unknown as { Twilio: { Device: new (...given: unknown[]) => PageDevice } }
  ).Twilio
  const device = new Device(token, { chunderw: host, publishEvents: false, logLevel: 'silent' })
  window.device = device
  window.happened = []
  // Its ringtone is elsewhere on the network, and the SDK would wait two seconds for it.
  device.audio.incoming(false)
  for (const name of ['registered', 'unregistered', 'error']) {
    device.on(name, (error) => window.happened.push(error ? `${name} ${error.code}` : name))
  }
  device.on('incoming', (call) => {
    window.call = call
    window.happened.push('incoming')
    for (const name of ['cancel', 'disconnect'])
      call.on(name, () => void window.happened.push(name))
  })
  await device.register()
}
