import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './imports.ts'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((name) => /\.(ts|tsx|mjs|css)$/.test(name))
const lines = files.map((name) => ({
  name,
  count: readFileSync(join(root, name), 'utf8').split('\n').length,
}))

describe('small rooms', () => {
  it('no file has more than 400 lines', () => {
    expect(lines.filter(({ count }) => count > 400)).toEqual([])
  })

  it('half of all files have fewer than 100 lines', () => {
    const sorted = lines.map(({ count }) => count).toSorted((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100)
  })
})

describe('the lock file', () => {
  it('names no addresses, only the folder of the workspace', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
    const resolved = [...lock.matchAll(/"resolved": *"([^"]*)"/g)].map(([, to]) => to)
    expect(resolved).toEqual(['server/sandbox'])
  })
})
