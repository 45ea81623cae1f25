import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFiles } from './files.ts'
import { root } from './imports.ts'

/** A press that writes ą into the notes must not work a call, whatever listens for keys next. */
it('whatever listens for keys asks the one gate what is text', () => {
  const handlers = projectFiles('renderer').filter((name) =>
    /function onKeyDown|onKeyDown=\{\(/.test(readFileSync(join(root, name), 'utf8')),
  )
  expect(handlers).toContain('renderer/ui/keys/use-keys.ts')
  const past = handlers.filter(
    (name) => !/\b(isText|plainKeyOf)\(/.test(readFileSync(join(root, name), 'utf8')),
  )
  expect(past).toEqual([])
})
