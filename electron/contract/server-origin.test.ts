import { expect, test } from 'vitest'
import { parseServerOrigin } from './server-origin.ts'

test.each([
  ['https://desk.example', 'https://desk.example'],
  [' https://desk.example:8443/path?x#y ', 'https://desk.example:8443'],
  ['desk.example', 'https://desk.example'],
  ['desk.example:8443', 'https://desk.example:8443'],
  ['http://127.0.0.1:4400', 'http://127.0.0.1:4400'],
  ['http://localhost:4400/', 'http://localhost:4400'],
  ['http://[::1]:4400', 'http://[::1]:4400'],
  ['127.0.0.1:4400', 'http://127.0.0.1:4400'],
  ['localhost:4400', 'http://localhost:4400'],
  ['http://desk.example', null],
  ['http://127.0.0.1.desk.example', null],
  ['http://10.0.0.5:4400', null],
  ['https://ada:secret@desk.example', null],
  ['ftp://desk.example', null],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['', null],
  ['two words', null],
])('%j is %j', (typed, origin) => {
  expect(parseServerOrigin(typed)).toBe(origin)
})
