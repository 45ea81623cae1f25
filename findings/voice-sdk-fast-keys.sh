#!/usr/bin/env bash
# The Voice SDK loses telephone keys that are sent one by one and fast.
#
# call.sendDigits() gives each string to RTCDTMFSender.insertDTMF(), which takes the place of what is left of the string
# before (W3C WebRTC, "insertDTMF": the tones argument replaces the tone buffer). So of nine calls of sendDigits() within
# one tone only the last key, or the last few, go out; nothing tells so. One string of nine keys goes out whole. Where no
# telephone-event is negotiated the same calls go as messages of the signalling, and none is lost.
#
# The SDK runs unchanged in Chromium; the page stands in for Twilio's signalling and is the far end of the media. What goes
# out is read from the browser's own `tonechange` events.
#
# Needs bash, node, npm, and a Chromium or Chrome on this machine (CHROMIUM_PATH, or found in PATH).
# Ends with 0 while the SDK behaves so.
set -euo pipefail
browser="${CHROMIUM_PATH:-$(command -v chromium || command -v google-chrome || true)}"
[ -n "$browser" ] || { echo 'There is no Chromium here: set CHROMIUM_PATH.' >&2; exit 2; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @twilio/voice-sdk@2.18.5 playwright-core@1.65.1
cat >page.js <<'JS'
/** Signalling and far end in one: the messages that the SDK reads, and a second connection in the same page. */
window.messages = []
const taken = new Set()
window.WebSocket = class extends EventTarget {
  static OPEN = 1
  readyState = 1
  constructor() {
    super()
    setTimeout(() => this.dispatchEvent(new Event('open')))
  }
  close() {}
  tell(type, payload) {
    const data = JSON.stringify({ type, payload, version: '1.6' })
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
  async send(text) {
    if (text === '\n') return
    const { type, payload } = JSON.parse(text)
    if (type === 'listen') {
      const token = { identity: 'ann', ttl: 3600 }
      this.tell('connected', { edge: 'ashburn', region: 'us1', home: 'us1', gateway: 'x', token })
    }
    if (type === 'dtmf') window.messages.push(payload.dtmf)
    if (type !== 'invite' || taken.has(payload.callsid)) return
    taken.add(payload.callsid)
    const far = new Connection()
    window.far = far
    await far.setRemoteDescription({ type: 'offer', sdp: payload.sdp })
    await far.setLocalDescription(await far.createAnswer())
    await new Promise((resolve) => {
      const check = () => far.iceGatheringState === 'complete' && resolve()
      far.onicegatheringstatechange = check
      check()
    })
    let { sdp } = far.localDescription
    if (window.withoutEvents) sdp = sdp.replaceAll('telephone-event/', 'nothing/')
    this.tell('answer', { callsid: payload.callsid, sdp })
  }
}
const Connection = window.RTCPeerConnection
window.RTCPeerConnection = class extends Connection {
  constructor(configuration) {
    super(configuration)
    window.near = this
  }
}
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Calls, has `press` press keys, and answers with what went out and how. */
window.run = async (press, withoutEvents) => {
  window.withoutEvents = withoutEvents
  window.messages.length = 0
  const device = new Twilio.Device('token', { logLevel: 'silent', publishEvents: false, codecPreferences: ['pcmu'] })
  device.audio.outgoing(false)
  const call = await device.connect()
  while (call.status() !== 'open' || window.near.connectionState !== 'connected') await wait(50)
  const sender = window.near.getSenders().find(({ dtmf }) => dtmf)?.dtmf
  let tones = ''
  sender?.addEventListener('tonechange', ({ tone }) => (tones += tone))
  await press(call)
  await wait(3500)
  device.destroy()
  window.far.close()
  return { tones, messages: [...window.messages] }
}
window.oneByOne = (gap) => async (call) => {
  for (const key of '123456789') {
    call.sendDigits(key)
    if (gap > 0) await wait(gap)
  }
}
window.asOne = (call) => call.sendDigits('123456789')
JS
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { chromium } from 'playwright-core'

const folder = './node_modules/@twilio/voice-sdk'
const { version } = JSON.parse(readFileSync(`${folder}/package.json`))
const files = {
  '/': ['text/html', '<!doctype html><script src="/page.js"></script><script src="/sdk.js"></script>'],
  '/page.js': ['text/javascript', readFileSync('page.js')],
  '/sdk.js': ['text/javascript', readFileSync(`${folder}/dist/twilio.min.js`)],
}
const server = createServer(({ url }, response) => {
  const [type, body] = files[url] ?? []
  response.writeHead(body ? 200 : 404, { 'content-type': type ?? 'text/plain' }).end(body)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
    '--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection'],
})
console.log(`@twilio/voice-sdk ${version}, Chromium ${browser.version()}`)
const page = await browser.newPage()
// A call that does not come up says nothing about keys.
setTimeout(() => process.exit(3), 120_000).unref()
await page.goto(`http://127.0.0.1:${server.address().port}/`)
const at = (gap) => page.evaluate((ms) => run(oneByOne(ms), false), gap)
const together = await at(0)
console.log('nine sendDigits() at once:        ', JSON.stringify(together))
const fast = await at(100)
console.log('nine sendDigits() 100 ms apart:   ', JSON.stringify(fast))
const whole = await page.evaluate(() => run(asOne, false))
console.log('one sendDigits() of nine keys:    ', JSON.stringify(whole))
const messages = await page.evaluate(() => run(oneByOne(0), true))
console.log('at once, without telephone-event: ', JSON.stringify(messages))
await browser.close()
server.close()
const same =
  together.tones === '9' && fast.tones.length < 9 && whole.tones === '123456789' && messages.messages.join('') === '123456789'
console.log(same ? 'Keys sent one by one and fast are lost.' : 'The behaviour has changed.')
process.exit(same ? 0 : 1)
JS
node run.mjs "$browser"
