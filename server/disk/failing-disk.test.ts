import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import { session } from '../contract/session.ts'
import { openStore } from '../store/store.ts'
import { aCaller, talking } from '../testing/calls.ts'
import { diskFaults } from '../testing/disk-faults.ts'
import type { DiskFaults } from '../testing/disk-faults.ts'
import { bearer, caller, openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { makeDraft } from '../contract/wrap-up-draft.ts'

const CALL = 'call_1'
const ADA = 'tenant_main_user_ada'
const folder = mkdtempSync(join(tmpdir(), 'cordboard-disk-'))
let office: Office
let files = 0
afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

async function open(): Promise<DiskFaults> {
  files += 1
  const store = await openStore(join(mkdtempSync(folder), `${files}.sqlite`))
  office = await openOffice({ store })
  return diskFaults(store)
}

async function talk(): Promise<void> {
  await office.calls.begin(aCaller())
  for (const event of talking) await office.calls.dispatch(CALL, event)
}

const health = async () => (await office.app.inject({ url: '/health' })).json()

/** Lets the pause before the next try pass. */
async function healed(disk: DiskFaults): Promise<void> {
  await disk.well()
  await until('the disk has everything', async () => {
    office.clock.advance(1000)
    return (await health()).status === 'ok'
  })
}

const stored = async () =>
  (await office.store.selectFrom('calls').select(['live', 'pending']).executeTakeFirst()) ?? null

describe.each(['readOnly', 'full', 'locked'] as const)('a disk that is %s', (fault) => {
  it('ends a call, asks Twilio, begins after-call work and keeps what is typed', async () => {
    const disk = await open()
    await talk()
    await disk[fault]()
    const began = performance.now()
    await office.calls.dispatch(CALL, { kind: 'hang-up-requested', by: ADA })
    await until('Twilio is asked', () => office.gateway.of('endConference').length > 0)
    await office.calls.dispatch(CALL, {
      kind: 'conference-ended',
      place: 1,
      conferenceSid: 'CF1',
      byCallSid: null,
    })
    const [wrapUp] = (await office.desk.snapshot(ADA)).wrapUps
    expect(wrapUp?.callId).toBe(CALL)
    const draft = makeDraft({ notes: 'x'.repeat(5000) })
    expect(await office.wrapUps.saveDraft(ADA, CALL, draft)).toMatchObject({ ok: true })
    const shown = await office.desk.snapshot(ADA)
    expect(shown.wrapUps[0]?.draft.notes).toBe(draft.notes)
    expect(shown.recent[0]).toMatchObject({ callId: CALL, outcome: 'answered' })
    expect(shown.today.calls).toBe(1)
    // Nobody else's call stood still for it: SQLite waits with the whole server.
    expect(performance.now() - began).toBeLessThan(2000)
    expect(await health()).toMatchObject({ status: 'degraded', disk: { status: 'failing' } })
    await healed(disk)
    expect(await stored()).toMatchObject({ live: 0 })
    const row = await office.store.selectFrom('wrap_ups').selectAll().executeTakeFirst()
    expect(JSON.parse(row?.draft ?? '')).toEqual(draft)
  })

  it('takes a caller in', async () => {
    const disk = await open()
    await disk[fault]()
    const reply = await office.webhook(office.urls.voice, caller)
    expect(reply.statusCode).toBe(200)
    expect(reply.body).toContain('<Conference')
    await healed(disk)
    expect(await stored()).toMatchObject({ live: 1 })
  })

  it('lets agents sign in, stay and leave', async () => {
    const disk = await open()
    const early = await office.signIn('ada')
    await disk[fault]()
    const refreshed = await refresh(early.refreshToken)
    expect(refreshed.agent.identity).toBe(ADA)
    const late = await office.signIn('grace')
    expect((await refresh(late.refreshToken)).agent.username).toBe('grace')
    await office.app.inject({ method: 'DELETE', url: paths.session, headers: bearer(refreshed) })
    const refused = await office.app.inject({ url: paths.twilioAccess, headers: bearer(refreshed) })
    expect(refused.statusCode).toBe(401)
    await healed(disk)
    const again = await office.app.inject({ url: paths.twilioAccess, headers: bearer(refreshed) })
    expect(again.statusCode).toBe(401)
    expect((await refresh(late.refreshToken)).agent.username).toBe('grace')
  })
})

it('an ended call is not forgotten before its end is on the disk', async () => {
  const disk = await open()
  await office.calls.begin(aCaller())
  await disk.readOnly()
  await office.calls.dispatch(CALL, { kind: 'customer-left' })
  office.clock.advance(200_000)
  expect(office.calls.find(CALL)?.phase.kind).toBe('ended')
  await healed(disk)
  office.clock.advance(200_000)
  expect(office.calls.find(CALL)).toBeNull()
})

async function refresh(refreshToken: string | undefined) {
  const reply = await office.post(paths.sessionRefresh, { refreshToken, delivery: 'body' })
  return session.parse(reply.json())
}
