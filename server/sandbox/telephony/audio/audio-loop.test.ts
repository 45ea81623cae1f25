import { expect, test } from 'vitest'
import { createDtmfDetector } from '../../media/dtmf.ts'
import { createAudioLoop } from './audio-loop.ts'
import { TestLeg } from '../testing/test-leg.ts'

test('a pressed key sounds in place of the voice, once, and the voice comes back', () => {
  let tick = () => {}
  const loop = createAudioLoop({
    onTick(run) {
      tick = run
      return () => undefined
    },
  })
  const leg = new TestLeg()
  leg.says = 7
  const port = loop.open(leg)
  const detector = createDtmfDetector()
  const heard: (string | null)[] = []
  loop.add(() => heard.push(detector.write(port.spoke)))

  port.press('5')
  for (let i = 0; i < 20; i += 1) tick()
  expect(heard.filter((key) => key !== null)).toEqual(['5'])
  expect(port.spoke?.[0]).toBe(7)
})
