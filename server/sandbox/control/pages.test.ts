import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sandboxPages } from './pages.ts'

it('lists every page beside it with every file that it consists of', () => {
  const here = import.meta.dirname
  const found = readdirSync(here)
    .filter((name) => existsSync(join(here, name, 'page.html')))
    .map((folder) => ({ folder, files: readdirSync(join(here, folder)).toSorted() }))
  const listed = sandboxPages.map(({ folder, files }) => ({
    folder,
    files: files.concat('page.html').toSorted(),
  }))
  expect(listed).toEqual(found)
})
