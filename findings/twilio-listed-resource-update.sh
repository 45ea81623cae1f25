#!/usr/bin/env bash
# twilio-node 6: a resource that came from list() cannot be updated.
#
# Twilio's examples list resources and then act on what they got. In twilio 6.2.0 an instance made by list() does not know
# its own SID: update() throws "Parameter 'sid' is not valid." before any request goes out. The same call through
# client.incomingPhoneNumbers(sid) works. In 5.13.1 both work.
#
# Needs bash, node and npm; an HTTP client in memory answers. Ends with 0 while both versions behave so.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund new@npm:twilio@6.2.0 old@npm:twilio@5.13.1
cat >run.mjs <<'JS'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)

const account = `AC${'0'.repeat(32)}`
const number = { sid: `PN${'a'.repeat(32)}`, account_sid: account, phone_number: '+15005550006' }
const page = { incoming_phone_numbers: [number], page: 0, next_page_uri: null }

async function tryBoth(name) {
  const twilio = require(name)
  const asked = []
  const httpClient = {
    async request({ method }) {
      asked.push(method.toUpperCase())
      return { statusCode: 200, headers: {}, body: method.toUpperCase() === 'GET' ? page : number }
    },
  }
  const client = twilio(account, 'secret', { httpClient })
  const [listed] = await client.incomingPhoneNumbers.list({ limit: 1 })
  const outcome = async (act) => act().then(() => 'updated', (error) => error.message)
  const change = { friendlyName: 'Support' }
  const direct = await outcome(async () => client.incomingPhoneNumbers(listed.sid).update(change))
  const fromList = await outcome(async () => listed.update(change))
  const { version } = require(`${name}/package.json`)
  console.log(`twilio ${version}: by SID: ${direct}; from the list: ${fromList}; requests: ${asked.join(' ')}`)
  return [direct, fromList].join()
}

const now = await tryBoth('new')
const before = await tryBoth('old')
const same = now === "updated,Parameter 'sid' is not valid." && before === 'updated,updated'
console.log(same ? 'As described.' : 'The behaviour has changed.')
process.exit(same ? 0 : 1)
JS
node run.mjs
