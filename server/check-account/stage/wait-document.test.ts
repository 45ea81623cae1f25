import { expect, it } from 'vitest'
import { waitTwiml } from '../../twiml/documents.ts'
import { writeWaitDocument } from './wait-document.ts'

const wait = { callId: 'check-1', musicUrl: 'https://music.example.com/wait.xml' }
const eventsUrl = 'https://check.example.com/events'

it("is the product's own document, with the two Conferences that it names", () => {
  const urls = { conferenceStatus: () => eventsUrl }
  expect(writeWaitDocument({ ...wait, eventsUrl })).toEqual({
    twiml: waitTwiml(urls, { ...wait, place: 1 }),
    conference: 'check-1-1',
    nextConference: 'check-1-2',
  })
})

it('differs only in the attributes that an experiment changes, in both Conferences', () => {
  const { twiml } = writeWaitDocument({
    ...wait,
    eventsUrl,
    jitterBufferSize: 'large',
    region: 'sg1',
  })
  expect(twiml.match(/<Conference [^>]*jitterBufferSize="large"/gu)).toHaveLength(2)
  expect(twiml.match(/<Conference [^>]*region="sg1"/gu)).toHaveLength(2)
  expect(twiml).not.toContain('"small"')
  const plain = writeWaitDocument({ ...wait, eventsUrl }).twiml
  expect(twiml.replaceAll(/ (jitterBufferSize|region)="\w+"/gu, '')).toBe(
    plain.replaceAll(' jitterBufferSize="small"', ''),
  )
})
