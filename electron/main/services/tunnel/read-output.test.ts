import { expect, test } from 'vitest'
import { readCloudflared, readTailscale } from './read-output.ts'

test.each([
  [
    '2026-11-20T10:00:01Z INF |  https://quiet-river-stone-lamp.trycloudflare.com                |',
    { kind: 'url', url: 'https://quiet-river-stone-lamp.trycloudflare.com' },
  ],
  [
    '2026-11-20T10:00:00Z INF Requesting new quick Tunnel on trycloudflare.com...',
    { kind: 'other' },
  ],
  [
    '2026-11-20T10:00:00Z ERR Error unmarshaling QuickTunnel response: error code: 1015 url=https://api.trycloudflare.com',
    {
      kind: 'error',
      message:
        'Error unmarshaling QuickTunnel response: error code: 1015 url=https://api.trycloudflare.com',
    },
  ],
  [
    'failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel"',
    { kind: 'other' },
  ],
  ['2026-11-20T10:00:02Z INF Registered tunnel connection connIndex=0', { kind: 'other' }],
])('cloudflared says: %s', (line, meaning) => {
  expect(readCloudflared(line)).toEqual(meaning)
})

test.each([
  ['Available on the internet:', { kind: 'other' }],
  ['https://desk.tail1234.ts.net/', { kind: 'url', url: 'https://desk.tail1234.ts.net' }],
  ['https://desk.tail1234.ts.net:8443/', { kind: 'url', url: 'https://desk.tail1234.ts.net:8443' }],
  ['|-- proxy http://127.0.0.1:4400', { kind: 'other' }],
  ['Press Ctrl+C to exit.', { kind: 'other' }],
  [
    'Funnel is not enabled on your tailnet.',
    { kind: 'error', message: 'Funnel is not enabled on your tailnet.' },
  ],
  [
    'Access denied: serve config denied',
    { kind: 'error', message: 'Access denied: serve config denied' },
  ],
])('tailscale says: %s', (line, meaning) => {
  expect(readTailscale(line)).toEqual(meaning)
})
