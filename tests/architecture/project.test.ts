import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { circlesOf } from './circles.ts'
import { projectFiles } from './files.ts'
import { root, sourceFiles } from './imports.ts'

const files = projectFiles().filter((name) => /\.(ts|tsx|mjs|css)$/.test(name))
const lines = files.map((name) => ({
  name,
  count: readFileSync(join(root, name), 'utf8').split('\n').length,
}))
const isTest = (name: string) => /\.(test|spec|suite)\.(tsx?|mjs)$/.test(name)

/** Folders that are still too large, and files that still import each other. No line is ever added. */
const LARGE: ReadonlySet<string> = new Set([])
const CIRCULAR: readonly RegExp[] = []

describe('small rooms', () => {
  it('no file has more than 400 lines', () => {
    expect(lines.filter(({ count }) => count > 400)).toEqual([])
  })

  it('half of all files have fewer than 100 lines', () => {
    const sorted = lines.map(({ count }) => count).toSorted((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100)
  })

  it('no folder has more than 25 source files, tests and styles aside', () => {
    const counts = new Map<string, number>()
    for (const name of files) {
      if (isTest(name) || name.endsWith('.css')) continue
      counts.set(dirname(name), (counts.get(dirname(name)) ?? 0) + 1)
    }
    const large = [...counts].filter(([folder, count]) => count > 25 && !LARGE.has(folder))
    expect(large).toEqual([])
  })
})

describe('imports', () => {
  it('go in no circle, types included', () => {
    const product = sourceFiles(['electron', 'renderer', 'server']).filter(
      (name) => !isTest(name) && !name.includes('/testing/'),
    )
    const circles = circlesOf(product).filter(
      (circle) => !circle.every((name) => CIRCULAR.some((known) => known.test(name))),
    )
    expect(circles).toEqual([])
  })

  it('would be found in a circle of two, and of three', () => {
    const imports = { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['e'], e: ['c'], f: ['a'] }
    expect(circlesOf(Object.keys(imports), new Map(Object.entries(imports)))).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ])
  })
})

describe('the lock file', () => {
  it('names no addresses, only the folder of the workspace', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
    const resolved = [...lock.matchAll(/"resolved": *"([^"]*)"/g)].map(([, to]) => to)
    expect(resolved).toEqual(['server/sandbox'])
  })
})
