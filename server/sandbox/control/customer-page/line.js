/** The page's talk with the server: a line, its events, and the call on it. */

const PAGE = location.pathname.replace(/\/$/u, '')
const BASE = `${PAGE}/lines`

/** Asks the server; throws an Error whose message can be shown. */
async function ask(path, body, method = 'POST') {
  const response = await fetch(`${BASE}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    // oxlint-disable-next-line unicorn/no-invalid-fetch-options -- nobody asks with GET
    body: JSON.stringify(body ?? {}),
  })
  const answer = response.status === 204 ? null : await response.json()
  if (!response.ok) throw new Error(answer?.error?.message ?? `The server said ${response.status}.`)
  return answer
}

/** The number that the contact centre is called at; empty when the server does not tell. */
export async function centreNumber() {
  const response = await fetch(`${PAGE}/centre`)
  if (!response.ok) return ''
  const { numbers } = await response.json()
  return numbers[0] ?? ''
}

/**
 * Opens a line with a number of one's own, or any free one. `onState` gets `{ number, call }` now and at every
 * change; `onLost` is called when the server is gone.
 */
export async function openLine(number, onState, onLost) {
  const opened = await ask('', number ? { number } : {})
  const path = `/${opened.line}`
  const events = new EventSource(`${BASE}${path}/events`)
  events.addEventListener('message', ({ data }) => onState(JSON.parse(data)))
  events.addEventListener('error', () => {
    // The browser reconnects by itself unless the server refused.
    if (events.readyState === EventSource.CLOSED) onLost()
  })
  return {
    number: opened.number,
    dial: (to, sdp) => ask(`${path}/dial`, { to, sdp }),
    answer: (sdp) => ask(`${path}/answer`, { sdp }),
    hangUp: () => ask(`${path}/hangup`),
    press: (digits) => ask(`${path}/digits`, { digits }),
    async close() {
      events.close()
      await ask(path, {}, 'DELETE')
    },
  }
}
