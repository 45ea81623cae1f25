import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nameOfNumber, readDirectory } from './directory.ts'

let folder: string
let file: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-directory-'))
  file = join(folder, 'directory.json')
})
afterAll(() => rmSync(folder, { recursive: true }))

function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readDirectory(file)
}

describe('a directory', () => {
  it('is a list of names and numbers', async () => {
    const depot = { name: 'Depot', number: '+15005550101' }
    const outcome = await read([depot, { ...depot, name: 'Office', note: 'mornings' }])
    if (!outcome.ok) throw new Error('not read')
    expect(outcome.value[0]).toEqual({ ...depot, note: null })
    expect(nameOfNumber(outcome.value, '+15005550101')).toBe('Depot')
    expect(nameOfNumber(outcome.value, '+15005550102')).toBeNull()
  })

  it.each([
    ['{', ['is not JSON']],
    [{}, ['the file is not a list']],
    [
      [
        { name: ' ', number: '911' },
        { name: 'A', number: '+15005550101' },
      ],
      ['entry 1 name is empty', 'entry 1 number is not an E.164 number'],
    ],
  ])('that is wrong is refused with all that is wrong: %j', async (content, faults) => {
    const outcome = await read(content)
    if (outcome.ok) throw new Error('read')
    expect(outcome.failure).toHaveLength(faults.length)
    for (const [index, fault] of faults.entries()) expect(outcome.failure[index]).toContain(fault)
  })

  it('that is not there is named', async () => {
    expect(await readDirectory(join(folder, 'none.json'))).toMatchObject({ ok: false })
  })
})
