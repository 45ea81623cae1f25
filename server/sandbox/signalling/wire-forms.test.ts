import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseClientMessage } from './client-messages.ts'
import { decodeParameters, encodeParameters } from './custom-parameters.ts'

test.each([
  ['{"type":"register","payload":{"media":{"audio":true}},"version":"1.6"}', 'register'],
  ['{"type":"listen","payload":{"token":"t","browserinfo":{"p":"browser"}}}', 'listen'],
  ['{"type":"invite","payload":{"callsid":"TJ1","sdp":"v=0","twilio":{}}}', 'invite'],
  ['{"type":"hangup","payload":{"callsid":"CA1","message":"bye"}}', 'hangup'],
])('reads %s', (text, type) => {
  expect(parseClientMessage(text)?.type).toBe(type)
})

test.each(['\n', 'no JSON', '[]', '{"type":"listen"}', '{"type":"roger","payload":{}}'])(
  'takes %j for nothing that a Device says',
  (text) => {
    expect(parseClientMessage(text)).toBeNull()
  },
)

test('custom parameters survive the way, whatever they hold', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
      (params) => {
        expect(decodeParameters(encodeParameters(params))).toEqual({ ...params })
      },
    ),
  )
})
