import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { desktopPages, webPages } from '../../renderer/pages.ts'

it('names every page, so that each is in a build', () => {
  const found = readdirSync(join(import.meta.dirname, '../../renderer')).filter((name) =>
    name.endsWith('.html'),
  )
  const named = new Set([...desktopPages, ...webPages].map((page) => `${page}.html`))
  expect([...named].toSorted()).toEqual(found.toSorted())
})
