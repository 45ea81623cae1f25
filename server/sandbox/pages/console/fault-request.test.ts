import { expect, it } from 'vitest'
import { faultRequest } from './fault-request.ts'

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

it('sends chance and seed only where they say something', () => {
  const plain = form({ fault: 'REST answers 429', times: '1', chance: '100', seed: '' })
  expect(faultRequest(plain)).toEqual(['/rest-faults', { status: 429, times: 1 }])
  const byChance = form({ fault: 'Webhooks are lost', times: '3', chance: '50', seed: '42' })
  const body = { does: 'drop', times: 3, probability: 0.5, seed: 42 }
  expect(faultRequest(byChance)).toEqual(['/webhook-faults', body])
})
