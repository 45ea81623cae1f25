#!/usr/bin/env bash
# twilio-taskrouter: a token that is given to a Worker before its socket's first message "expires" at once.
#
# The Worker learns how long a token lives from the first message of its event bridge. updateToken() arms the timer for
# 'tokenExpired' from that number; without it the delay is not a number, and the timer fires at once. So a
# desk behind a firewall that answers 'tokenExpired' with updateToken() does so without a pause.
#
# Needs bash, node and npm. Ends with 0 while a token of an hour is called expired within a second.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund twilio-taskrouter@2.1.1
cat >run.mjs <<'JS'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const { Worker } = require('twilio-taskrouter')
const { version } = require('twilio-taskrouter/package.json')

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const sid = (prefix) => prefix + '0'.repeat(32)
const token = [
  part({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' }),
  part({
    iss: sid('SK'),
    sub: sid('AC'),
    exp: Math.floor(Date.now() / 1000) + 3600,
    grants: {
      identity: 'ada',
      task_router: { workspace_sid: sid('WS'), worker_sid: sid('WK'), role: 'worker' },
    },
  }),
  'signature',
].join('.')

// Nobody listens there: an event bridge behind a firewall.
const worker = new Worker(token, { ebServer: 'http://127.0.0.1:9', wsServer: 'ws://127.0.0.1:9', logLevel: 'silent' })
worker.on('error', () => undefined)
const expired = new Promise((resolve) => worker.on('tokenExpired', () => resolve(true)))
const quiet = new Promise((resolve) => setTimeout(resolve, 1000, false))
worker.updateToken(token)
const early = await Promise.race([expired, quiet])
console.log(`twilio-taskrouter ${version}: a token of one hour was ${early ? 'called expired within a second' : 'not called expired'}`)
process.exit(early ? 0 : 1)
JS
node run.mjs
