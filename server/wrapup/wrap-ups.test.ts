import { afterEach, describe, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import { aCaller, talking } from '../testing/calls.ts'
import { unreachable } from '../testing/fake-gateway.ts'
import { bearer, openOffice } from '../testing/office.ts'
import type { Office, OfficeOptions } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { makeDraft } from '../contract/wrap-up-draft.ts'

const ADA = 'tenant_main_user_ada'
const CALL = 'call_1'
let office: Office
afterEach(() => office.close())

/** An office in which Ada has just finished a call. */
async function afterCall(
  environment: NonNullable<OfficeOptions['environment']> = {},
): Promise<void> {
  office = await openOffice({ environment: { CORDBOARD_WRAP_UP_SECONDS: '90', ...environment } })
  await office.calls.begin(aCaller())
  for (const event of talking) await office.calls.dispatch(CALL, event)
  await office.calls.dispatch(CALL, { kind: 'notes-written', notes: 'refund' })
  office.clock.advance(65_000)
  await office.calls.dispatch(CALL, { kind: 'customer-left' })
  await until('after-call work begins', async () => (await office.wrapUps.open(ADA))[0])
}

const open = async () => (await office.wrapUps.open(ADA))[0]
const completed = () =>
  office.gateway
    .of('advanceReservation')
    .filter((request) => JSON.stringify(request).includes('"completed"'))
const put = (url: string, body: object, headers: Record<string, string>) =>
  office.app.inject({ method: 'PUT', url, headers, payload: body })
const draft = makeDraft({ dispositionId: 'resolved', notes: 'paid back' })

describe('after-call work', () => {
  it('begins with the notes of the call, when the Task is wrapping', async () => {
    await afterCall()
    expect(await open()).toMatchObject({
      talkedSeconds: 65,
      reason: 'customer-hung-up',
      draft: makeDraft({ notes: 'refund' }),
    })
    await until('the Task is wrapping', () => office.gateway.of('advanceReservation').length > 0)
    expect(completed()).toEqual([])
  })

  it('never claims to have taken notes that came too late for the call', async () => {
    office = await openOffice()
    await office.calls.begin(aCaller())
    for (const event of talking) await office.calls.dispatch(CALL, event)
    const ada = bearer(await office.signIn('ada'))
    const ending = office.calls.dispatch(CALL, { kind: 'customer-left' })
    const [reply] = await Promise.all([put(paths.notes(CALL), { notes: 'half' }, ada), ending])
    expect(reply.statusCode).toBe(409)
    await until('after-call work begins', open)
    expect((await put(paths.draft(CALL), draft, ada)).statusCode).toBe(200)
    expect((await open())?.draft.notes).toBe('paid back')
  })

  it('that needs a disposition outlasts its time', async () => {
    await afterCall()
    office.clock.advance(10 * 60_000)
    expect((await open())?.required).toBe(true)
    expect(completed()).toEqual([])
  })

  it('that needs none ends with its draft when the time is over', async () => {
    await afterCall({ CORDBOARD_REQUIRE_DISPOSITION: 'false' })
    await office.wrapUps.saveDraft(ADA, CALL, draft)
    office.clock.advance(89_000)
    expect(await open()).toBeDefined()
    office.clock.advance(1000)
    await until('the Task is completed', () => completed().length === 1)
    expect(await open()).toBeUndefined()
    const row = await office.store.selectFrom('wrap_ups').selectAll().executeTakeFirst()
    expect(row).toMatchObject({ disposition: 'Resolved', task_closed: 1 })
    expect(JSON.parse(row?.draft ?? '')).toEqual(draft)
  })

  it('can be extended by a minute', async () => {
    await afterCall({ CORDBOARD_REQUIRE_DISPOSITION: 'false' })
    const before = Date.parse((await open())?.deadline ?? '')
    const ada = bearer(await office.signIn('ada'))
    expect((await office.post(paths.extend(CALL), undefined, ada)).statusCode).toBe(200)
    expect(Date.parse((await open())?.deadline ?? '') - before).toBe(60_000)
    office.clock.advance(120_000)
    expect(await open()).toBeDefined()
  })

  it.each([
    [makeDraft(), 'disposition-required'],
    [makeDraft({ dispositionId: 'made-up' }), 'unknown-disposition'],
  ])('is not completed with %j', async (body, code) => {
    await afterCall()
    const ada = bearer(await office.signIn('ada'))
    const reply = await office.post(paths.complete(CALL), body, ada)
    expect(reply.json()).toMatchObject({ error: { code } })
    expect(await open()).toBeDefined()
  })

  it('is completed once, though it is said twice, and only by its agent', async () => {
    await afterCall()
    const grace = bearer(await office.signIn('grace'))
    const ada = bearer(await office.signIn('ada'))
    expect((await office.post(paths.complete(CALL), draft, grace)).statusCode).toBe(404)
    expect((await office.post(paths.complete(CALL), draft, ada)).statusCode).toBe(200)
    expect((await office.post(paths.complete(CALL), draft, ada)).statusCode).toBe(200)
    await until('the Task is completed', () => completed().length > 0)
    expect(completed()).toHaveLength(1)
    const [entry] = await office.store.selectFrom('history').selectAll().execute()
    expect(entry).toMatchObject({ outcome: 'answered', disposition: 'Resolved' })
  })

  it('tells TaskRouter again while Twilio is unreachable', async () => {
    await afterCall()
    await until('the Task is wrapping', () => office.gateway.of('advanceReservation').length > 0)
    office.gateway.fail('advanceReservation', unreachable)
    await office.wrapUps.complete(ADA, CALL, draft)
    await until('a second attempt', () => {
      office.clock.advance(1000)
      return completed().length >= 2
    })
    office.gateway.fail('advanceReservation', null)
    await until('the Task is closed', async () => {
      office.clock.advance(60_000)
      const row = await office.store.selectFrom('wrap_ups').select('task_closed').executeTakeFirst()
      return row?.task_closed === 1
    })
    expect(await open()).toBeUndefined()
  })

  it('tells TaskRouter again after a restart when Twilio was unreachable before', async () => {
    await afterCall()
    await until('the Task is wrapping', () => office.gateway.of('advanceReservation').length > 0)
    office.gateway.fail('advanceReservation', unreachable)
    await office.wrapUps.complete(ADA, CALL, draft)
    await until('the first attempt', () => completed().length === 1)
    const { store, clock, gateway } = office
    await office.close(true)
    gateway.fail('advanceReservation', null)
    office = await openOffice({ store, clock, gateway })
    await office.calls.recover()
    await office.wrapUps.recover()
    await until('the Task is closed', async () => {
      const row = await store.selectFrom('wrap_ups').select('task_closed').executeTakeFirst()
      return row?.task_closed === 1
    })
    expect(completed()).toHaveLength(2)
  })

  it('keeps its draft and its time across a restart', async () => {
    await afterCall({ CORDBOARD_REQUIRE_DISPOSITION: 'false' })
    await office.wrapUps.saveDraft(ADA, CALL, draft)
    const before = await open()
    const { store, clock, gateway } = office
    await office.close(true)
    office = await openOffice({ store, clock, gateway })
    await office.wrapUps.recover()
    expect(await open()).toEqual(before)
    office.clock.advance(90_000)
    await until('it ends in time', async () => (await open()) === undefined)
    expect(await open()).toBeUndefined()
  })
})
