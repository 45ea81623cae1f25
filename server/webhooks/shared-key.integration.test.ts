import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startContactCentre } from '../testing/contact-centre.ts'
import type { ContactCentre } from '../testing/contact-centre.ts'
import { DeskClient } from '../testing/desk-client.ts'
import { until } from '../testing/until.ts'

const NUMBERS = ['+15005550131', '+15005550132'] as const
let centre: ContactCentre
let desk: DeskClient

async function customerCalls(number: string): Promise<void> {
  await centre.phone('POST', '', { number, behaviour: {} })
  await centre.phone('POST', `/${number}/dial`, { to: centre.number })
}

const waiting = (callers: number) =>
  desk.sees(`${callers} waiting`, (seen) => seen.waiting === callers)

describe('a server without the auth token', () => {
  onCentre({ TWILIO_AUTH_TOKEN: '' })

  it('takes the calls of an account that signs with the shared key, and no others', async () => {
    await centre.signWith('shared-key')
    await customerCalls(NUMBERS[0])
    await waiting(1)
    await centre.signWith('auth-token')
    await customerCalls(NUMBERS[1])
    // Twilio says an apology to a caller whose webhook is refused, and hangs up.
    await until('the second caller is hung up on', async () => {
      const { call } = await centre.phone('GET', `/${NUMBERS[1]}`)
      return call?.state === 'ended'
    })
    expect(desk.newest?.waiting).toBe(1)
  })
})

describe('a server with both', () => {
  onCentre({})

  it('loses no call while the one takes the place of the other', async () => {
    await customerCalls(NUMBERS[0])
    await waiting(1)
    await centre.signWith('shared-key')
    await customerCalls(NUMBERS[1])
    await waiting(2)
    await centre.phone('POST', `/${NUMBERS[0]}/hangup`)
    await waiting(1)
    expect(desk.newest?.waiting).toBe(1)
  })
})

function onCentre(ofTwilio: Readonly<Record<string, string>>): void {
  beforeAll(async () => {
    centre = await startContactCentre({}, ofTwilio)
  })
  afterAll(() => centre.close())
  beforeEach(async () => {
    desk = await DeskClient.signIn(centre.url, 'ada')
  })
  afterEach(() => desk.close())
}
