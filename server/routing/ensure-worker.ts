import { isDeepStrictEqual } from 'node:util'
import type { Agent } from '../contract/session.ts'
import type { Alarms } from '../guard/alarms.ts'
import type { Logger } from '../log/logger.ts'
import { succeed, fail } from '../contract/result.ts'
import type { Answer, TwilioFailure, TwilioGateway, WorkerDescription } from '../twilio/gateway.ts'
import { changedNames, chosenOf, ownAttributes, readAttributes } from './worker-attributes.ts'
import type { Attributes, AttributesRule } from './worker-attributes.ts'
import type { WorkerRegistry } from './worker-registry.ts'
import type { KnownWorker } from './worker-store.ts'

export interface EnsureWorkerDeps {
  readonly gateway: Pick<TwilioGateway, 'ensureWorker' | 'worker' | 'describeWorker'>
  readonly registry: WorkerRegistry
  readonly rule: AttributesRule
  readonly alarms: Alarms
  readonly log: Logger
}

/**
 * Makes sure that an agent has a Worker, and that it is as the server wants it. Anything else was written with the Worker's own
 * token or at Twilio's console: it raises an alarm and is restored. `seen` are attributes that an event or an assignment had.
 * They may have been changed back since.
 */
export async function ensureWorker(
  deps: EnsureWorkerDeps,
  agent: Agent,
  seen: Attributes | null,
): Answer<{ readonly workerSid: string }> {
  const known = deps.registry.of(agent.identity)
  if (known === null) return adoptWorker(deps, agent)
  const now = await deps.gateway.worker(known.workerSid)
  if (now.ok) return restoreWorker(deps, agent, known, { now: now.value, seen })
  if (now.failure.kind !== 'gone') return now
  deps.log.warn({ identity: agent.identity }, 'a Worker was deleted at Twilio and is made again')
  await deps.registry.forget(agent.identity)
  return adoptWorker(deps, agent)
}

/** A new Worker is found by its name, and from then on by its SID. */
async function adoptWorker(
  deps: EnsureWorkerDeps,
  agent: Agent,
): Answer<{ readonly workerSid: string }> {
  const { gateway, registry, alarms } = deps
  const { identity } = agent
  const own = ownAttributes(agent)
  let found = await gateway.ensureWorker(identity, own)
  if (!found.ok) return found
  const holder = registry.bySid(found.value.workerSid)
  if (holder !== null) {
    // Somebody has given their own Worker another agent's name.
    alarms.raise('worker-renamed', { identity: holder.identity, as: identity })
    const restored = await describeWorker(deps, holder, holder.written)
    if (!restored.ok) return restored
    found = await gateway.ensureWorker(identity, own)
    if (!found.ok) return found
    if (registry.bySid(found.value.workerSid) !== null) return fail(namedTwice)
  }
  const { workerSid, attributes } = found.value
  const chosen = chosenOf(readAttributes(attributes))
  await registry.put({ identity, workerSid, chosen, written: { ...chosen, ...own } })
  return succeed({ workerSid })
}

async function restoreWorker(
  deps: EnsureWorkerDeps,
  agent: Agent,
  known: KnownWorker,
  found: { readonly now: WorkerDescription; readonly seen: Attributes | null },
): Answer<{ readonly workerSid: string }> {
  const { registry, rule, alarms } = deps
  const { identity, workerSid, written } = known
  const now = readAttributes(found.now.attributes)
  const renamed = found.now.friendlyName !== identity
  const changed = new Set(
    [now, found.seen ?? now].flatMap((each) => changedNames(written, each, rule)),
  )
  if (changed.size > 0) {
    alarms.raise('worker-attributes-changed', { identity, workerSid, attributes: [...changed] })
  }
  if (renamed) alarms.raise('worker-renamed', { identity, workerSid })
  const chosen = rule === 'server' ? known.chosen : chosenOf(now)
  const wanted = { ...chosen, ...ownAttributes(agent) }
  if (!isDeepStrictEqual(written, wanted) || !isDeepStrictEqual(known.chosen, chosen)) {
    // Before Twilio is asked: the event of this change can come before the answer.
    await registry.put({ identity, workerSid, chosen, written: wanted })
  }
  if (!renamed && isDeepStrictEqual(now, wanted)) return succeed({ workerSid })
  const restored = await describeWorker(deps, known, wanted)
  if (restored.ok) return succeed({ workerSid })
  await registry.put({ ...known, chosen })
  return restored
}

function describeWorker(
  { gateway }: EnsureWorkerDeps,
  { identity, workerSid }: KnownWorker,
  attributes: Attributes,
): Answer<null> {
  const description = { friendlyName: identity, attributes: JSON.stringify(attributes) }
  return gateway.describeWorker(workerSid, description)
}

const namedTwice: TwilioFailure = {
  kind: 'refused',
  status: 409,
  code: null,
  message: 'the Worker of this name is another agent’s',
}
