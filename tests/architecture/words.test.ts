import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFiles } from './files.ts'
import { root } from './imports.ts'
import { notInGlossary, notPlain } from './words.ts'
import type { GoneWord } from './words.ts'

/** These name the words to say that they are not used; a licence is not ours to word. */
const SPEAKS_OF_THEM = /^(tests\/architecture\/words(\.test)?\.ts|GLOSSARY\.md|LICENSE)$/
const READ = /\.(ts|tsx|mjs|js|css|html|json|ya?ml|md|nsh)$/

/** Words in running text and in identifiers, and sentences that go on in the next line of a comment. */
function asProse(text: string): string {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/\s*\n\s*(\*|\/\/|#|>)?\s*/g, ' ')
    .replaceAll(/(\w)[_-](?=\w)/g, '$1 ')
    .toLowerCase()
}

function patternOf({ word, declared }: GoneWord): RegExp {
  if (declared !== undefined) {
    return new RegExp(String.raw`\b(?:type|interface|class|const|let|function) ${declared}\b`, 'g')
  }
  return new RegExp(String.raw`\b${(word ?? '').replaceAll('-', ' ')}\b`, 'g')
}

function findGone(text: string, words: readonly GoneWord[]): string[] {
  const prose = asProse(text)
  return words.flatMap((gone) => {
    const read = gone.declared === undefined ? prose : text
    return [...read.matchAll(patternOf(gone))].map(({ index, 0: found }) => {
      const around = read.slice(Math.max(0, index - 30), index + found.length + 30).trim()
      return `"${found}" in "…${around.replaceAll('\n', ' ')}…": write ${gone.write}`
    })
  })
}

const files = projectFiles().filter(
  (name) => READ.test(name) && name !== 'package-lock.json' && !SPEAKS_OF_THEM.test(name),
)

function findIn(names: readonly string[], words: readonly GoneWord[]): string[] {
  return names.flatMap((name) =>
    findGone(readFileSync(join(root, name), 'utf8'), words).map((found) => `${name}: ${found}`),
  )
}

it('uses plain English in code, comments, screens and docs', () => {
  expect(findIn(files, notPlain)).toEqual([])
})

it('uses the names of the glossary', () => {
  const today = files.filter((name) => !/^server\/store\/.*migration|^CHANGELOG\.md$/.test(name))
  expect(findIn(today, notInGlossary)).toEqual([])
})

it.each([
  ['// It is built anew.', 'anew'],
  ['const isMended = true', 'mended'],
  ['/**\n * It comes of its own\n * accord.\n */', 'of its own accord'],
  ["{ kind: 'park-asked' }", 'park asked'],
  ['// Once More', 'once more'],
])('would find it in %j', (text, word) => {
  expect(findGone(text, [{ word, write: 'another' }])).toHaveLength(1)
})

it('does not find a word in a longer one', () => {
  const words = [
    { word: 'wish', write: 'request' },
    { declared: 'Talk', write: 'ActiveCall' },
  ]
  expect(findGone('Wishlist, type TalkTime, Talk first, swish', words)).toEqual([])
})
