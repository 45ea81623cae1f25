import { readMusic } from '../contract/music.ts'
import type { MusicReport } from '../contract/music.ts'
import type { SetupFailureCode, SetupReply, SetupRequest, SetupStep } from '../contract/setup.ts'
import { checkMusic } from '../music/check-music.ts'
import { failureOf } from '../twilio/failure.ts'
import type { TwilioFailure, WebhookUrls } from '../twilio/gateway.ts'
import { createSetupGateway } from '../twilio/setup/setup-gateway.ts'
import type { AccountFacts, SetupGateway, WorkspaceState } from '../twilio/setup/setup-gateway.ts'
import { wanted, workflowConfiguration } from '../twilio/setup/wanted.ts'
import { settingUrls } from '../twilio/urls.ts'
import { planRemoval, planSetup } from './plan.ts'
import type { WantedSetup } from './plan.ts'

/** Looks at a Twilio account, makes in it what we need, or takes all of that away again. Never rejects. */
export async function setUp(request: SetupRequest): Promise<SetupReply> {
  const done: SetupStep[] = []
  try {
    return await runSetup(request, createSetupGateway(request), done)
  } catch (error) {
    const failure = failureOf(error)
    return { kind: 'failed', failure: codeOf(failure), message: failure.message, done }
  }
}

function codeOf({ kind }: TwilioFailure): SetupFailureCode {
  if (kind === 'unavailable') return 'unreachable'
  // Also for a SID with the token of another account.
  return kind === 'misconfigured' ? 'wrong-credentials' : 'refused'
}

/** Does a plan step by step, and adds each to `done`. Rejects with what the gateway throws. */
async function runSetup(
  request: SetupRequest,
  gateway: SetupGateway,
  done: SetupStep[],
): Promise<SetupReply> {
  const facts = await gateway.read()
  switch (request.action) {
    case 'look':
      return {
        kind: 'looked',
        accountName: facts.accountName,
        trial: facts.trial,
        numbers: facts.numbers.map(({ phoneNumber }) => phoneNumber),
        steps: [...planSetup(facts, wishesOf(request))],
        music: [...(await lookAtMusic(request))],
      }
    case 'apply':
      return await apply(request, gateway, facts, done)
    case 'remove':
      await remove(gateway, facts, done)
      return { kind: 'removed', steps: done }
  }
}

/** An administrator waits for it. */
const MUSIC_TIMEOUT_MS = 15_000

async function lookAtMusic(request: SetupRequest): Promise<readonly MusicReport[]> {
  const { credentials, publicUrl, baseUrl } = request
  const list = readMusic(request.music)
  return checkMusic(list.ok ? list.value.values() : [], {
    publicUrl,
    fromCloud: baseUrl === null,
    account: credentials,
    timeoutMs: MUSIC_TIMEOUT_MS,
  })
}

function wishesOf({ numbers, publicUrl, apiKey }: SetupRequest): WantedSetup {
  const voiceUrl = publicUrl === null ? null : settingUrls(publicUrl).voice
  return { numbers, voiceUrl, apiKeySid: apiKey?.sid ?? null }
}

async function apply(
  request: SetupRequest,
  gateway: SetupGateway,
  facts: AccountFacts,
  done: SetupStep[],
): Promise<SetupReply> {
  const missing = request.numbers.filter(
    (wish) => !facts.numbers.some(({ phoneNumber }) => phoneNumber === wish),
  )
  if (missing.length > 0 || request.numbers.length === 0) {
    const message = `The account has no number ${missing.join(', ')}`
    return { kind: 'failed', failure: 'no-number', message, done }
  }
  const wishes = wishesOf(request)
  const urls = request.publicUrl === null ? null : settingUrls(request.publicUrl)
  let { apiKey } = request
  for (const planned of planSetup(facts, wishes)) {
    if (planned.kind === 'keep') {
      done.push(planned)
      continue
    }
    // Read again: a new Workspace brings Activities along, and a Workflow names the queues that were just made.
    const now = await gateway.read()
    const step = planSetup(now, wishes).find((each) => isSame(each, planned)) ?? planned
    const { kind, what, name } = step
    if (what === 'api-key') apiKey = await gateway.createKey()
    else if (kind !== 'keep') await perform(what, name, now, gateway, urls)
    done.push(step)
  }
  return applyPlan(await gateway.read(), apiKey, request.numbers, done)
}

function perform(
  what: Exclude<SetupStep['what'], 'api-key'>,
  name: string,
  facts: AccountFacts,
  gateway: SetupGateway,
  urls: WebhookUrls | null,
): Promise<unknown> {
  switch (what) {
    case 'workspace':
      return gateway.createWorkspace()
    case 'activity':
      return gateway.createActivity(workspaceOf(facts).sid, name, isAvailable(name))
    case 'queue':
      return gateway.createQueue(workspaceOf(facts).sid, name)
    case 'workflow':
      return routeCalls(workspaceOf(facts), gateway)
    case 'application':
      return gateway.createApplication()
    case 'number':
      return gateway.pointNumber(numberOf(facts, name), urls)
  }
}

function routeCalls(
  { sid, workflow, queues }: WorkspaceState,
  gateway: SetupGateway,
): Promise<unknown> {
  const configuration = workflowConfiguration(queues)
  return workflow === null
    ? gateway.createWorkflow(sid, configuration)
    : gateway.changeWorkflow(sid, workflow.sid, configuration)
}

function applyPlan(
  { workspace, application }: AccountFacts,
  apiKey: SetupRequest['apiKey'],
  callerIds: readonly string[],
  steps: SetupStep[],
): SetupReply {
  if (!workspace?.workflow || application === null || apiKey === null) {
    throw new Error('something that was made is not there')
  }
  const account = {
    workspaceSid: workspace.sid,
    workflowSid: workspace.workflow.sid,
    twimlAppSid: application.sid,
    apiKeySid: apiKey.sid,
    apiKeySecret: apiKey.secret,
    callerIds: [...callerIds],
  }
  return { kind: 'applied', steps, account }
}

async function remove(
  gateway: SetupGateway,
  facts: AccountFacts,
  done: SetupStep[],
): Promise<void> {
  const keys = [...facts.apiKeys]
  for (const step of planRemoval(facts)) {
    if (step.what === 'number') await gateway.pointNumber(numberOf(facts, step.name), null)
    else if (step.what === 'application')
      await gateway.removeApplication(facts.application?.sid ?? '')
    else if (step.what === 'workspace') await gateway.removeWorkspace(workspaceOf(facts).sid)
    else if (step.what === 'api-key') await gateway.removeKey(keys.shift() ?? '')
    done.push(step)
  }
}

function isSame(a: SetupStep, b: SetupStep): boolean {
  return a.what === b.what && a.name === b.name
}

function workspaceOf({ workspace }: AccountFacts): WorkspaceState {
  if (workspace === null) throw new Error('the Workspace is gone')
  return workspace
}

function numberOf({ numbers }: AccountFacts, phoneNumber: string): string {
  const number = numbers.find((each) => each.phoneNumber === phoneNumber)
  if (number === undefined) throw new Error(`the number ${phoneNumber} is gone`)
  return number.sid
}

function isAvailable(activity: string): boolean {
  return wanted.activities.some(({ name, available }) => name === activity && available)
}
