import { describe, expect, it } from 'vitest'
import { available, FakeDesk, unavailable } from '../../../tests/fakes/fake-desk.ts'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import {
  instant,
  makeAgent,
  makeCall,
  makeDesk,
  makeParty,
  makeWaiting,
} from '../../../tests/fakes/snapshots.ts'

/** A desk whose agent looks at another tab, and has allowed notifications. */
async function deskInBackground(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  desk.fakes.answers.consent = 'granted'
  desk.fakes.answers.seen = false
  await desk.becomeReady()
  return desk
}

function look(desk: FakeDesk, seen: boolean): void {
  desk.fakes.answers.seen = seen
  desk.fakes.seen.emit()
}

const ringing = makeCall({
  state: { kind: 'ringing', since: instant(), deadline: instant(20_000) },
  parties: [makeParty({ state: 'waiting' }), makeAgent({ state: 'ringing', joinedAt: null })],
})

function tell(desk: FakeDesk, revision: number, over: Parameters<typeof makeDesk>[0]) {
  desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision, ...over }) })
}

describe('the title of the tab', () => {
  it('follows the desk, and counts every second', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    tell(desk, 1, {})
    expect(desk.fakes.look).toMatchObject({ title: 'Available — Cordboard', icon: 'available' })
    desk.ring()
    tell(desk, 2, { calls: [ringing] })
    expect(desk.fakes.look).toEqual({
      title: '● Ringing: Marta Oliveira (20 s)',
      icon: 'ringing',
      badge: 1,
    })
    await desk.fakes.pass(2_000)
    expect(desk.fakes.look?.title).toBe('● Ringing: Marta Oliveira (18 s)')
  })
})

describe('a notification of a call that rings', () => {
  it('says who calls and from which queue, and answers that call', async () => {
    const desk = await deskInBackground()
    desk.ring()
    tell(desk, 1, { calls: [ringing] })
    expect(desk.fakes.notification).toMatchObject({
      title: 'Marta Oliveira · Support',
      callId: 'call-1',
      actions: [
        { action: 'answer', title: 'Answer' },
        { action: 'decline', title: 'Decline' },
      ],
    })
    desk.fakes.clicks.emit({ action: 'answer', callId: 'call-1' })
    expect(desk.did.take()).toContain('voice-answer:inbound-1')
    expect(desk.fakes.notification).toBeNull()
  })

  it('declines', async () => {
    const desk = await deskInBackground()
    desk.ring()
    desk.fakes.clicks.emit({ action: 'decline', callId: 'call-1' })
    expect(desk.did.take()).toContain('voice-decline:inbound-1')
  })

  it('that is clicked late touches no other call', async () => {
    const desk = await deskInBackground()
    desk.ring()
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'rejected' })
    desk.ring('inbound-2', 'call-2')
    desk.did.take()
    desk.fakes.clicks.emit({ action: 'answer', callId: 'call-1' })
    desk.fakes.clicks.emit({ action: 'decline', callId: 'call-1' })
    desk.fakes.clicks.emit({ action: 'show', callId: 'call-1' })
    expect(desk.did.take()).toEqual([])
  })

  it('is closed when it stops to ring, and when the agent looks at the page', async () => {
    const desk = await deskInBackground()
    desk.ring()
    look(desk, true)
    expect(desk.fakes.notification).toBeNull()
    look(desk, false)
    expect(desk.fakes.notification).toMatchObject({ key: 'ring call-1' })
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'rejected' })
    expect(desk.fakes.notification).toBeNull()
  })

  it('offers to hold and answer a call that waits', async () => {
    const desk = await deskInBackground()
    desk.ring()
    desk.softphone.accept('call-1')
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    tell(desk, 1, { calls: [makeCall(), makeWaiting()] })
    expect(desk.fakes.notification).toMatchObject({
      title: 'Tomas Novak · Sales',
      actions: [{ title: 'Hold and answer' }, { title: 'Decline' }],
    })
  })

  it('is not shown without consent, nor when it is switched off', async () => {
    const desk = await deskInBackground()
    desk.fakes.answers.consent = 'not-asked'
    desk.ring()
    expect(desk.fakes.notification).toBeNull()
    desk.fakes.answers.consent = 'granted'
    desk.fakes.consents.emit('granted')
    expect(desk.fakes.notification).not.toBeNull()
    const { settings } = desk.desk.settingsStore.getState()
    const values = { ...settings.effective.values, 'notifications.native': false }
    const effective = { ...settings.effective, values }
    desk.desk.settingsStore.setState({ settings: { ...settings, effective } })
    expect(desk.fakes.notification).toBeNull()
  })

  it('never asks by itself', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    desk.ring()
    await desk.fakes.pass(5_000)
    expect(desk.did.take()).not.toContain('ask-for-notifications')
    desk.desk.settingsActions.allowNotifications()
    expect(desk.did.take()).toEqual(['ask-for-notifications'])
  })
})

describe('a notification of a missed call', () => {
  it('says which status it made, and leads back to Available', async () => {
    const desk = await deskInBackground()
    desk.ring()
    desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'cancelled' })
    desk.fakes.worker.emit({ kind: 'worker-activity', current: unavailable })
    expect(desk.fakes.notification).toMatchObject({
      title: 'Missed call from +1 415 555 0123',
      body: 'Your status is now Unavailable.',
      actions: [{ action: 'go-available', title: 'Go available' }],
    })
    desk.fakes.clicks.emit({ action: 'go-available', callId: null })
    await settle()
    expect(desk.did.take()).toContain(`set-activity:${available.sid}`)
    desk.fakes.worker.emit({ kind: 'worker-activity', current: available })
    expect(desk.fakes.notification).toBeNull()
    desk.fakes.clicks.emit({ action: 'go-available', callId: null })
    expect(desk.did.take()).toEqual([])
  })
})

describe('a notification of a long hold', () => {
  it('comes after two minutes, and goes when the customer is back', async () => {
    const desk = await deskInBackground()
    desk.ring()
    desk.softphone.accept('call-1')
    desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
    const hold = { requested: true, confirmed: true, since: instant() }
    tell(desk, 1, { calls: [makeCall({ parties: [makeParty({ hold }), makeAgent()] })] })
    await desk.fakes.pass(120_000)
    expect(desk.fakes.notification).toBeNull()
    await desk.fakes.pass(1_000)
    expect(desk.fakes.notification).toMatchObject({ title: 'Marta Oliveira is still on hold' })
    tell(desk, 2, { calls: [makeCall()] })
    expect(desk.fakes.notification).toBeNull()
  })
})
