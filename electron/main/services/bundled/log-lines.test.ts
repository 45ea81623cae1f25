import { expect, it } from 'vitest'
import { createLogLines } from './log-lines.ts'

function open() {
  let kept = ''
  const lines = createLogLines({
    write(text) {
      kept += text
    },
  })
  return { lines, kept: () => kept }
}

it('keeps every line in the file, and the last ones for the screen', () => {
  const { lines, kept } = open()
  for (let count = 0; count < 300; count += 1) lines.add(`line ${count}`)
  expect(kept().split('\n')).toHaveLength(301)
  expect(lines.list()).toHaveLength(200)
  expect(lines.list().at(-1)).toBe('line 299')
})

it('contains no secret and no whole number, in the file and on the screen', () => {
  const { lines, kept } = open()
  lines.hide(['hush-hush', ''])
  lines.add('{"callId":"call_0b8c2e52-6d0e-4a0f-9a37-1234567890ab","msg":"hush-hush +14155550123"}')
  const said = '{"callId":"call_0b8c2e52-6d0e-4a0f-9a37-1234567890ab","msg":"[secret] …123"}'
  expect(kept()).toBe(`${said}\n`)
  expect(lines.list()).toEqual([said])
})

it('an endless line fills neither', () => {
  const { lines, kept } = open()
  lines.add('x'.repeat(1_000_000))
  expect(kept().length).toBeLessThanOrEqual(10_001)
  expect(lines.list()[0]).toHaveLength(1000)
})
