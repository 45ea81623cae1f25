import type { SetupStep } from '../contract/setup.ts'
import type { AccountFacts } from '../twilio/setup/setup-gateway.ts'
import { wanted, workflowConfiguration } from '../twilio/setup/wanted.ts'

export interface WantedSetup {
  /** Numbers that are to ring here. */
  readonly numbers: readonly string[]
  /** The voice webhook, or null when the server sets it at its start. */
  readonly voiceUrl: string | null
  /** SID of the key whose secret is known here. */
  readonly apiKeySid: string | null
}

/** The steps, in the order in which they can be done. What is there already is kept. Pure. */
export function planSetup(facts: AccountFacts, wishes: WantedSetup): readonly SetupStep[] {
  const { workspace } = facts
  return [
    step(workspace === null ? 'create' : 'keep', 'workspace', wanted.workspace),
    ...wanted.activities.map(({ name }) =>
      // Twilio makes the first three with a new Workspace. The reading before their step finds them, and they are kept.
      step(workspace?.activities.has(name) ? 'keep' : 'create', 'activity', name),
    ),
    ...wanted.queues.map((name) =>
      step(workspace?.queues.has(name) ? 'keep' : 'create', 'queue', name),
    ),
    step(workflowStep(facts), 'workflow', wanted.workflow),
    step(facts.application === null ? 'create' : 'keep', 'application', wanted.application),
    step(hasKey(facts, wishes) ? 'keep' : 'create', 'api-key', wanted.apiKey),
    ...wishes.numbers.map((phoneNumber) =>
      step(numberStep(facts, wishes, phoneNumber), 'number', phoneNumber),
    ),
  ]
}

/** Everything of ours, dependants first. A number keeps its webhooks when they lead elsewhere. Pure. */
export function planRemoval(facts: AccountFacts): readonly SetupStep[] {
  const { workspace, application, apiKeys, numbers } = facts
  return [
    ...numbers.filter(ringsHere).map((each) => step('remove', 'number', each.phoneNumber)),
    ...(application === null ? [] : [step('remove', 'application', wanted.application)]),
    // Its queues, Workflow and Activities are removed with it.
    ...(workspace === null ? [] : [step('remove', 'workspace', wanted.workspace)]),
    ...apiKeys.map(() => step('remove', 'api-key', wanted.apiKey)),
  ]
}

/** With any connection overrides. */
function ringsHere({ voiceUrl }: { readonly voiceUrl: string }): boolean {
  return URL.canParse(voiceUrl) && new URL(voiceUrl).pathname.endsWith('/webhooks/voice/inbound')
}

function hasKey({ apiKeys }: AccountFacts, { apiKeySid }: WantedSetup): boolean {
  return apiKeySid !== null && apiKeys.includes(apiKeySid)
}

function workflowStep({ workspace }: AccountFacts): SetupStep['kind'] {
  if (!workspace?.workflow) return 'create'
  return sameJson(workspace.workflow.configuration, workflowConfiguration(workspace.queues))
    ? 'keep'
    : 'change'
}

function numberStep(
  facts: AccountFacts,
  wishes: WantedSetup,
  phoneNumber: string,
): SetupStep['kind'] {
  const number = facts.numbers.find((each) => each.phoneNumber === phoneNumber)
  const right = wishes.voiceUrl === null || number?.voiceUrl === wishes.voiceUrl
  return right ? 'keep' : 'change'
}

/** Twilio may write the same JSON with other spaces. */
function sameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
  } catch {
    return false
  }
}

function step(kind: SetupStep['kind'], what: SetupStep['what'], name: string): SetupStep {
  return { kind, what, name }
}
