import fastify from 'fastify'
import { expect, test } from 'vitest'
import { page2010, pageV1 } from './paging.ts'

const items = [1, 2, 3, 4, 5]

async function get(url: string): Promise<Record<string, unknown>> {
  const app = fastify()
  app.get('/api/List.json', (request) => page2010(request, 'items', items))
  app.get('/v1/List', (request) => pageV1(request, 'items', items))
  const response = await app.inject(url)
  return response.json()
}

test('2010 lists name the next page relative to the host', async () => {
  const first = await get('/api/List.json?PageSize=2&To=%2B1')
  expect(first).toMatchObject({ items: [1, 2], page: 0, start: 0, end: 1, previous_page_uri: null })
  expect(first['next_page_uri']).toBe('/List.json?PageSize=2&To=%2B1&Page=1&PageToken=PT1')
  const last = await get('/api/List.json?PageSize=2&Page=2')
  expect(last).toMatchObject({ items: [5], page: 2, start: 4, end: 4, next_page_uri: null })
})

test('v1 lists name the next page absolutely, in meta', async () => {
  const page = await get('/v1/List?PageSize=3')
  expect(page).toMatchObject({
    items: [1, 2, 3],
    meta: { key: 'items', page: 0, page_size: 3, previous_page_url: null },
  })
  const { next_page_url: next } = page['meta'] as { next_page_url: string }
  expect(next).toMatch(/^http:\/\/[^/]+\/v1\/List\?PageSize=3&Page=1&PageToken=PT1$/)
})
