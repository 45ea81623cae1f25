import { expect, it } from 'vitest'
import { openSpawned, openTunnel } from './open-tunnel.ts'
import { readCloudflared } from './read-output.ts'

/** A stand-in for cloudflared that says these lines and then stays, or ends. */
function saying(lines: readonly string[], stays: boolean) {
  const script = `for (const line of ${JSON.stringify(lines)}) console.error(line); ${
    stays ? 'setInterval(() => 0, 1000)' : ''
  }`
  return { command: process.execPath, args: () => ['-e', script], read: readCloudflared }
}

it('reads the address from the program’s output, and ends the program', async () => {
  const url = 'https://quiet-river.trycloudflare.com'
  const lines = ['INF Requesting new quick Tunnel on trycloudflare.com...', `INF |  ${url}  |`]
  const tunnel = await openSpawned(saying(lines, true), 4400, 10_000)
  expect(tunnel.url).toBe(url)
  tunnel.close()
  await tunnel.ended
})

it.each([
  ['what it said was wrong', saying(['ERR too many requests'], false), 'too many requests'],
  ['that it ended', saying([], false), 'ended without an address'],
  [
    'that it is not there',
    { ...saying([], false), command: 'no-such-program' },
    'could not be started',
  ],
])('says of a tunnel that does not open %s', async (_name, recipe, words) => {
  await expect(openSpawned(recipe, 4400, 10_000)).rejects.toThrow(words)
})

it('does not wait forever', async () => {
  await expect(openSpawned(saying([], true), 4400, 300)).rejects.toThrow('no address in time')
})

it('does not start ngrok without a token', async () => {
  await expect(openTunnel('ngrok', 4400, null)).rejects.toThrow('needs an authtoken')
})
