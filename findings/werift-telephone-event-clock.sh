#!/usr/bin/env bash
# werift answers telephone-event/48000 although it was given telephone-event/8000 alone.
#
# An SDP answerer takes codecs by name AND clock rate (RFC 3264, RFC 4733 section 2.4.1: the clock of the telephone
# events is that of the audio beside it). A browser offers telephone-event/48000 for Opus before telephone-event/8000 for
# PCMU. werift matches remote codecs by name alone, so it answers PCMU/8000 with telephone-event/48000.
# Chromium then holds a 160 ms key for 960 ms.
#
# Needs bash, node and npm. Ends with 0 while werift behaves so.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund werift@0.25.2
cat >run.mjs <<'JS'
import { createRequire } from 'node:module'
import { RTCPeerConnection, RTCRtpCodecParameters, usePCMU } from 'werift'

const { version } = createRequire(import.meta.url)('./node_modules/werift/package.json')
console.log(`werift ${version}, node ${process.versions.node}`)

const events = (clockRate, payloadType) =>
  new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate, channels: 1, payloadType })
const audio = (...codecs) => new RTCPeerConnection({ codecs: { audio: codecs, video: [] } })

// What Chromium offers beside Opus and PCMU, in its order.
const browser = audio(usePCMU(), events(48000, 110), events(8000, 126))
browser.addTransceiver('audio')
await browser.setLocalDescription(await browser.createOffer())

const server = audio(usePCMU(), events(8000, 101))
server.addTransceiver('audio')
await server.setRemoteDescription(browser.localDescription)
await server.setLocalDescription(await server.createAnswer())

const lines = (sdp) => sdp.split('\r\n').filter((line) => /^(m=|a=rtpmap)/.test(line))
console.log('configured:  PCMU/8000, telephone-event/8000')
console.log('offered:    ', lines(browser.localDescription.sdp).join(' | '))
console.log('answered:   ', lines(server.localDescription.sdp).join(' | '))
const wrong = server.localDescription.sdp.includes('telephone-event/48000')
await Promise.all([browser.close(), server.close()])
console.log(wrong ? 'The clock rate was not looked at.' : 'The behaviour has changed: 48000 is not answered.')
process.exit(wrong ? 0 : 1)
JS
node run.mjs
