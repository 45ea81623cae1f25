import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import type { Call } from '../../telephony/call/call.ts'
import { text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { periodsBy, STEPS } from './usage-periods.ts'
import type { Period } from './usage-periods.ts'
import { ACCOUNT_PATH, queryOf } from '../account-scope.ts'

const DAY_MS = 24 * 60 * 60 * 1000

interface Category {
  readonly name: string
  readonly description: string
  readonly has: (call: Call) => boolean
}

const isClient = ({ facts: { from, to, direction } }: Call) =>
  (direction === 'inbound' ? from : to).startsWith('client:')

/** Docs: usage/api/usage-record#usage-categories. */
const CATEGORIES: readonly Category[] = [
  { name: 'calls', description: 'Voice Minutes', has: () => true },
  {
    name: 'calls-inbound',
    description: 'Inbound Voice Minutes',
    has: (call) => call.facts.direction === 'inbound' && !isClient(call),
  },
  {
    name: 'calls-outbound',
    description: 'Outbound Voice Minutes',
    has: (call) => call.facts.direction !== 'inbound' && !isClient(call),
  },
  { name: 'calls-client', description: 'Client Voice Minutes', has: isClient },
]

/** What was used of Voice: calls and begun minutes. Docs: usage/api/usage-record. */
export function usageRoutes(app: FastifyInstance, services: VoiceServices): void {
  const path = `${ACCOUNT_PATH}/Usage/Records`
  const today = () => new Date(services.clock.now())
  const answer = (request: FastifyRequest, periods: readonly Period[]) => {
    const category = text(queryOf(request), 'Category')
    const requested = CATEGORIES.filter(({ name }) => category === undefined || name === category)
    const records = periods.flatMap((period) =>
      requested.map((each) => recordJson(services, each, period)),
    )
    return page2010(request, 'usage_records', records)
  }
  app.get(path, (request) => answer(request, [periodOf(queryOf(request), today())]))
  for (const [name, period] of Object.entries(PERIODS)) {
    app.get(`${path}/${name}`, (request) => answer(request, [period(today())]))
  }
  for (const step of STEPS) {
    app.get(`${path}/${step}`, (request) =>
      answer(request, periodsBy(step, periodOf(queryOf(request), today()))),
    )
  }
}

const FIRST_DAY = new Date(0)

/** Docs: usage/api/usage-record#list-subresources. */
const PERIODS: Readonly<Record<string, (today: Date) => Period>> = {
  AllTime: (today) => ({ start: FIRST_DAY, end: today }),
  Today: (today) => ({ start: today, end: today }),
  Yesterday(today) {
    const day = new Date(today.getTime() - DAY_MS)
    return { start: day, end: day }
  },
  ThisMonth: (today) => ({ start: monthDay(today, 0, 1), end: today }),
  LastMonth: (today) => ({ start: monthDay(today, -1, 1), end: monthDay(today, 0, 0) }),
}

function monthDay(today: Date, months: number, day: number): Date {
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, day))
}

/** `StartDate` and `EndDate`, as `YYYY-MM-DD` or an offset such as `-30days`. */
function periodOf(query: Form, today: Date): Period {
  return {
    start: dateOf(text(query, 'StartDate'), today) ?? FIRST_DAY,
    end: dateOf(text(query, 'EndDate'), today) ?? today,
  }
}

function dateOf(given: string | undefined, today: Date): Date | null {
  const [, days] = /^([+-]\d+)days?$/.exec(given ?? '') ?? []
  if (days !== undefined) return new Date(today.getTime() + Number(days) * DAY_MS)
  const date = new Date(given ?? NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

function recordJson(
  { accountSid, calls, clock }: VoiceServices,
  { name, description, has }: Category,
  { start, end }: Period,
): Record<string, unknown> {
  const used = calls.list().filter((call) => {
    const day = dayOf(new Date(call.createdAt))
    return call.answeredAt !== null && has(call) && day >= dayOf(start) && day <= dayOf(end)
  })
  const minutes = used.reduce((sum, call) => sum + Math.ceil((call.duration ?? 0) / 60), 0)
  const query = `Category=${name}&StartDate=${dayOf(start)}&EndDate=${dayOf(end)}`
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    as_of: `${new Date(clock.now()).toISOString().slice(0, 19)}+00:00`,
    category: name,
    description,
    count: String(used.length),
    count_unit: 'calls',
    usage: String(minutes),
    usage_unit: 'minutes',
    price: null,
    price_unit: 'usd',
    start_date: dayOf(start),
    end_date: dayOf(end),
    subresource_uris: {},
    uri: `/${API_VERSION}/Accounts/${accountSid}/Usage/Records.json?${query}`,
  }
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
