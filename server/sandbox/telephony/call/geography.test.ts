import { expect, test } from 'vitest'
import { placeParams } from './geography.ts'

test.each([
  ['+14155550100', '+442079460000', 'US', 'GB'],
  ['+15005550006', 'client:alice', 'US', undefined],
  ['client:alice', '+4930123456', undefined, 'DE'],
  ['+99912', '', '', undefined],
])('from %s to %s is from %s to %s', (from, to, fromCountry, toCountry) => {
  const place = placeParams(from, to)
  expect([place['FromCountry'], place['ToCountry']]).toEqual([fromCountry, toCountry])
  expect([place['CallerCountry'], place['CalledCountry']]).toEqual([fromCountry, toCountry])
  expect(place['FromCity']).toBe(fromCountry === undefined ? undefined : '')
})
