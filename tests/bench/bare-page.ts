import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import twilio from 'twilio'

/** The Voice SDK alone: a Device, one *Answer* button, one TwiML document. What the product is measured beside. */
const html = `<!doctype html><meta charset="utf-8"><title>Bare page</title>
<body><script src="/socket.js"></script><script src="/sdk.js"></script><script src="/page.js"></script></body>`

/** The SDK takes hold of WebSocket when it loads, so this comes first. */
const socketScript = `
const NativeSocket = window.WebSocket
window.WebSocket = class extends NativeSocket {
  constructor(url, protocols) { super(String(url).replace(/^wss:/, 'ws:'), protocols) }
}
`

const script = `
async function main() {
  const { token, signalling } = await (await fetch('/access')).json()
  const names = ['incoming', 'outgoing', 'disconnect', 'dtmfs', 'dtmfh']
  for (let i = 0; i < 10; i += 1) names.push('dtmf' + i)
  const sounds = Object.fromEntries(names.map((name) => [name, '/silence.wav']))
  const device = new Twilio.Device(token, { chunderw: signalling, publishEvents: false, sounds })
  device.on('incoming', (call) => {
    const button = document.createElement('button')
    button.textContent = 'Answer'
    button.onclick = () => call.accept()
    call.on('disconnect', () => button.remove())
    call.on('cancel', () => button.remove())
    document.body.append(button)
  })
  await device.register()
  document.title = 'Registered'
}
void main()
`

/** 20 ms of silence: 8 kHz, 16 bit, mono. */
function silence(): Buffer {
  const data = Buffer.alloc(44 + 320)
  data.write('RIFF', 0)
  data.writeUInt32LE(36 + 320, 4)
  data.write('WAVEfmt ', 8)
  data.writeUInt32LE(16, 16)
  data.writeUInt16LE(1, 20)
  data.writeUInt16LE(1, 22)
  data.writeUInt32LE(8000, 24)
  data.writeUInt32LE(16_000, 28)
  data.writeUInt16LE(2, 32)
  data.writeUInt16LE(16, 34)
  data.write('data', 36)
  data.writeUInt32LE(320, 40)
  return data
}

export interface Credentials {
  readonly accountSid: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
  readonly signalling: string
}

/** Serves the bare page, registered as `identity`, and at `/voice` the document that rings it, on a free port. */
export async function serveBarePage(
  identity: string,
  at: Credentials,
): Promise<{ url: string; server: Server }> {
  const sdk = await readFile(
    new URL('../../node_modules/@twilio/voice-sdk/dist/twilio.min.js', import.meta.url),
  )
  const token = new twilio.jwt.AccessToken(at.accountSid, at.apiKeySid, at.apiKeySecret, {
    identity,
    ttl: 3600,
  })
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ incomingAllow: true }))
  const access = JSON.stringify({ token: token.toJwt(), signalling: at.signalling })
  const rings = new twilio.twiml.VoiceResponse()
  rings.dial().client(identity)
  const files: Readonly<Record<string, readonly [string, string | Buffer]>> = {
    '/': ['text/html', html],
    '/socket.js': ['text/javascript', socketScript],
    '/page.js': ['text/javascript', script],
    '/sdk.js': ['text/javascript', sdk],
    '/silence.wav': ['audio/wav', silence()],
    '/voice': ['text/xml', rings.toString()],
    '/access': ['application/json', access],
  }
  const server = createServer((request, response) => {
    const found = files[request.url ?? '']
    response.writeHead(found ? 200 : 404, { 'content-type': found?.[0] ?? 'text/plain' })
    response.end(found?.[1])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, server }
}
