import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { assetPath, respond } from './app-protocol.ts'

// Node has no Electron, and nothing that is tested here uses it.
vi.mock('electron', () => ({ protocol: {} }))

let folder: string
let root: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-assets-'))
  root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<title>Cordboard</title>')
  writeFileSync(join(root, 'assets/a b.js'), 'run()')
  writeFileSync(join(folder, 'secret'), 'secret')
  mkdirSync(join(folder, 'renderer-beside'))
  writeFileSync(join(folder, 'renderer-beside/secret'), 'secret')
})
afterAll(() => rmSync(folder, { recursive: true }))

function get(url: string, method = 'GET'): Promise<Response> {
  return respond(root, { method, url }, `default-src 'none'`)
}

test('serves the page and its files with the policy of the moment', async () => {
  const page = await get('app://cordboard/')
  expect(await page.text()).toBe('<title>Cordboard</title>')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toBe(`default-src 'none'`)
  const script = await get('app://cordboard/assets/a%20b.js?v=1#x')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(await script.text()).toBe('run()')
})

test.each([
  ['app://cordboard/..%2fsecret'],
  ['app://cordboard/%2e%2e%2fsecret'],
  ['app://cordboard/assets/..%2f..%2fsecret'],
  ['app://cordboard/..%5csecret'],
  ['app://cordboard/..\\secret'],
  ['app://cordboard/..%2frenderer-beside%2fsecret'],
  ['app://cordboard/%00'],
  ['app://cordboard/%E0%A4%A'],
  ['app://elsewhere/index.html'],
  ['file:///etc/passwd'],
  ['nonsense'],
])('%s is not ours', async (url) => {
  expect((await get(url)).status).toBe(403)
})

test('plain dots are resolved by the URL, inside the folder', () => {
  expect(assetPath('/app', 'app://cordboard/../../index.html')).toBe('/app/index.html')
})

test('a missing file, a folder, and another method', async () => {
  expect((await get('app://cordboard/missing.js')).status).toBe(404)
  expect((await get('app://cordboard/assets')).status).toBe(404)
  expect((await get('app://cordboard/', 'POST')).status).toBe(405)
  const head = await get('app://cordboard/', 'HEAD')
  expect([head.status, await head.text()]).toEqual([200, ''])
})
