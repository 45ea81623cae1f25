import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSandbox } from '../sandbox.ts'
import type { Sandbox } from '../sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

async function get(path: string) {
  const response = await fetch(`${sandbox.description.baseUrl}${path}`)
  return { response, body: await response.text() }
}

test.each(['/sandbox/', '/sandbox', '/sandbox/customer'])(
  '%s and its parts are served under a strict policy',
  async (path) => {
    const page = await get(path)
    expect(page.response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = page.response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(page.body).not.toMatch(/<script(?![^>]*src=)|style="|\son\w+=/u)
    const parts = [...page.body.matchAll(/(?:src|href)="(?<path>[^"]+)"/gu)]
    expect(parts.length).toBeGreaterThan(1)
    for (const { groups } of parts) {
      const part = await get(groups?.['path'] ?? '')
      expect(part.response.status).toBe(200)
      for (const [, imported] of part.body.matchAll(
        /(?:from|import)\s*["']\.(?<file>\/[^"']+)["']/gu,
      )) {
        expect((await get(`/sandbox/assets${imported}`)).response.status).toBe(200)
      }
    }
  },
)

test('no other file can be read', async () => {
  expect((await get('/sandbox/assets/..%2Fconsole.html')).response.status).toBe(404)
  expect((await get('/sandbox/assets/main.tsx')).response.status).toBe(404)
})

test('no page puts text into the document as HTML', () => {
  const folder = join(import.meta.dirname, '../pages')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const scripts = sources.filter((name) => /\.tsx?$/u.test(name))
  expect(scripts.length).toBeGreaterThan(10)
  for (const name of scripts) {
    const source = readFileSync(join(folder, name), 'utf8')
    expect([
      name,
      source.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/iu),
    ]).toEqual([name, null])
  }
})
