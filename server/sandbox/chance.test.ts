import { expect, test } from 'vitest'
import { createChance } from './chance.ts'

const draws = (seed: number, count = 5) => {
  const chance = createChance(seed)
  return Array.from({ length: count }, () => chance.next())
}

test('the same seed gives the same numbers, another seed others', () => {
  expect(draws(7)).toEqual(draws(7))
  expect(draws(7)).not.toEqual(draws(8))
})

test('the numbers fill the range evenly', () => {
  const many = draws(1, 10_000)
  expect(Math.min(...many)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...many)).toBeLessThan(1)
  for (let tenth = 0; tenth < 10; tenth++) {
    const within = many.filter((each) => Math.floor(each * 10) === tenth).length
    expect(within).toBeGreaterThan(900)
    expect(within).toBeLessThan(1100)
  }
})

test('without a seed it says which it took', () => {
  const chance = createChance()
  expect(chance.next()).toBe(createChance(chance.seed).next())
})
