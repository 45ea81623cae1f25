import { once } from 'node:events'
import { expect, it } from 'vitest'
import { startStampingWebhook } from './stamping-webhook.ts'

it('notes when a webhook is sent, and writes a URL with parameters as XML', async () => {
  const next = 'http://127.0.0.1:1/voice?from=a&to=b#rc=3&ct=3000'
  const { url, stampedAt, reset, server } = await startStampingWebhook({
    product: next,
    bare: 'http://127.0.0.1:2/voice',
  })
  try {
    expect(stampedAt()).toBeNull()
    const [product, bare] = await Promise.all(
      (['product', 'bare'] as const).map(async (path) => (await fetch(url(path))).text()),
    )
    expect(product).toContain(`<Redirect>${next.replaceAll('&', '&amp;')}</Redirect>`)
    expect(bare).toContain('<Redirect>http://127.0.0.1:2/voice</Redirect>')
    expect(stampedAt()).toBeCloseTo(performance.timeOrigin + performance.now(), -4)
    reset()
    expect(stampedAt()).toBeNull()
  } finally {
    await once(server.close(), 'close')
  }
})
