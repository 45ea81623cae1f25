import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadPages, sandboxPages } from './built-pages.ts'

const decoder = new TextDecoder()

it('has an address for every page, and everything that each of them loads', async () => {
  const sources = readdirSync(join(import.meta.dirname, '../pages'))
  const pages = sources.filter((name) => name.endsWith('.html')).toSorted()
  expect(sandboxPages.map(({ file }) => file).toSorted()).toEqual(pages)
  const files = await loadPages()
  for (const { file } of sandboxPages) {
    const loads = [...decoder.decode(files.get(file)).matchAll(/(?:src|href)="([^"]*)"/gu)]
    const names = loads.map(([, url = '']) => url.replace(/^\/sandbox\//u, ''))
    expect(names).toContainEqual(expect.stringMatching(/^assets\/.*\.js$/u))
    expect(names).toContainEqual(expect.stringMatching(/^assets\/.*\.css$/u))
    expect(names.filter((name) => !files.has(name))).toEqual([])
  }
})
