import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolveConfig as resolveDesktop } from 'electron-vite'
import { createServer, resolveConfig } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { desktopPages } from '../../renderer/pages.ts'
import { root } from './imports.ts'

const configFile = join(root, 'vite.web.config.ts')
const server = await createServer({
  configFile,
  logLevel: 'silent',
  server: { middlewareMode: true, ws: false },
  optimizeDeps: { noDiscovery: true },
})
afterAll(() => server.close())

const written = (page: string) => readFileSync(join(root, `renderer/${page}.html`), 'utf8')
const policyOf = (html: string) =>
  /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? ''
const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part.startsWith(`${name} `))

describe.each(desktopPages)('the page %s', (page) => {
  it('takes scripts and styles of its own files alone', () => {
    const policy = policyOf(written(page))
    expect(directive(policy, 'script-src')).toBe(`script-src 'self'`)
    expect(directive(policy, 'style-src')).toBe(`style-src 'self'`)
    expect(policy).not.toMatch(/unsafe|nonce/)
  })

  it('is styled by the development server, whose nonce is all that the policy allows beyond', async () => {
    const served = await server.transformIndexHtml(`/${page}.html`, written(page))
    const policy = policyOf(served)
    expect(directive(policy, 'style-src')).toBe(`style-src 'self' 'nonce-development'`)
    expect(directive(policy, 'script-src')).toBe(`script-src 'self' 'nonce-development'`)
    expect(policy).not.toContain('unsafe')
    expect(served).toContain('<meta property="csp-nonce" nonce="development">')
    for (const [script] of served.matchAll(/<script[^>]*>/g)) expect(script).toContain('nonce=')
  })
})

it('no build has the nonce', async () => {
  const web = await resolveConfig({ configFile, logLevel: 'silent' }, 'build')
  expect(web.html?.cspNonce).toBeUndefined()
  expect(web.plugins.map(({ name }) => name)).not.toContain('development-policy')
  const desktop = await resolveDesktop({ logLevel: 'silent' }, 'build', 'production')
  const plugins = JSON.stringify(desktop.config?.renderer?.plugins?.flat(), ['name', 'apply'])
  expect(plugins).toContain('{"name":"development-policy","apply":"serve"}')
})
