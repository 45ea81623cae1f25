import type { SetupReply, SetupRequest, SetupStep } from '../contract/setup.ts'
import { settingUrls } from '../twilio/urls.ts'
import type { WebhookUrls } from '../twilio/gateway.ts'
import type { SetupGateway } from '../twilio/setup/setup-gateway.ts'
import type { AccountFacts, WorkspaceState } from '../twilio/setup/facts.ts'
import { planRemoval, planSetup, type WantedSetup } from './plan.ts'
import { wanted, workflowConfiguration } from '../twilio/setup/wanted.ts'

/** Carries a plan out, one step after the other. Rejects with what the gateway throws; `done` has what was done. */
export async function runSetup(
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
      }
    case 'apply':
      return await apply(request, gateway, facts, done)
    case 'remove':
      await remove(gateway, facts, done)
      return { kind: 'removed', steps: done }
  }
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
  const run: SetupRunDeps = {
    gateway,
    urls: request.publicUrl === null ? null : settingUrls(request.publicUrl),
  }
  let { apiKey } = request
  for (const planned of planSetup(facts, wishes)) {
    if (planned.kind === 'keep') {
      done.push(planned)
      continue
    }
    // Read again: a new Workspace brings Activities along, and a Workflow names the queues that were just made.
    const now = await gateway.read()
    const step = planSetup(now, wishes).find((each) => isSame(each, planned)) ?? planned
    const made = await perform(step, now, run)
    apiKey = made ?? apiKey
    done.push(step)
  }
  return applyPlan(await gateway.read(), apiKey, request.numbers, done)
}

interface SetupRunDeps {
  readonly gateway: SetupGateway
  readonly urls: WebhookUrls | null
}

/** Does one step; answers the key that it has made. */
async function perform(
  step: SetupStep,
  facts: AccountFacts,
  { gateway, urls }: SetupRunDeps,
): Promise<SetupRequest['apiKey']> {
  if (step.kind === 'keep') return null
  switch (step.what) {
    case 'workspace':
      await gateway.createWorkspace()
      return null
    case 'activity':
      await gateway.createActivity(workspaceOf(facts).sid, step.name, isAvailable(step.name))
      return null
    case 'queue':
      await gateway.createQueue(workspaceOf(facts).sid, step.name)
      return null
    case 'workflow':
      await routeCalls(workspaceOf(facts), gateway)
      return null
    case 'application':
      await gateway.createApplication()
      return null
    case 'api-key':
      return gateway.createKey()
    case 'number':
      await gateway.pointNumber(numberOf(facts, step.name), urls)
      return null
  }
}

async function routeCalls(workspace: WorkspaceState, gateway: SetupGateway): Promise<void> {
  const configuration = workflowConfiguration(workspace.queues)
  const { sid, workflow } = workspace
  if (workflow === null) await gateway.createWorkflow(sid, configuration)
  else await gateway.changeWorkflow(sid, workflow.sid, configuration)
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
